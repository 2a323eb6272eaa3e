package webconference.streaming;

/// What is counted of the streams for those who look after the platform.
public interface Traffic {

    /// A target has said that it received so many bytes more.
    void acknowledged(long bytes);
}
