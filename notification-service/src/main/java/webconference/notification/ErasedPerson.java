package webconference.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// That somebody was erased, and when; not who it was. What was asked for before it may come by
/// another topic after it.
@Entity
public class ErasedPerson {

    @Id private String mark;
    private Instant at;

    @SuppressWarnings("NullAway.Init")
    protected ErasedPerson() {}

    ErasedPerson(String person, Instant at) {
        this.mark = markOf(person);
        this.at = at;
    }

    String mark() {
        return mark;
    }

    Instant at() {
        return at;
    }

    /// By which they are recognised, and nobody who does not know them already.
    static String markOf(String person) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(person.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
