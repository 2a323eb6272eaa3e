package webconference.notification;

/// Why a person will not get the message.
public enum FailureReason {
    /// The directory has no usable address for them.
    NO_ADDRESS,
    /// The mail server said no, for good.
    REFUSED,
    /// It did not take the message however often it was asked.
    UNREACHABLE,
    /// There is no room left in their mailbox.
    MAILBOX_FULL
}
