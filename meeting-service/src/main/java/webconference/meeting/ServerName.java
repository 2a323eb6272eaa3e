package webconference.meeting;

import jakarta.persistence.Embeddable;

/// What we call one of the servers; it stays when its address changes.
@Embeddable
public record ServerName(String value) {

    @Override
    public String toString() {
        return value;
    }
}
