package webconference.room.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A line as it is hashed: every word of it, each with its length, so that none can be moved into
/// its neighbour.
///
/// @param position its place in the chain; 0: it has none yet
record SealedLine(
        long line, List<@Nullable String> words, long position, byte[] previous, byte[] hash) {

    static final String COLUMNS =
            """
            line, at, what, result, actor, acting_as, room, establishment, people, detail, trace,
            position, previous, hash
            """;

    /// What the first line of all comes after.
    static byte[] nothing() {
        return new byte[32];
    }

    static SealedLine of(ResultSet row, int number) throws SQLException {
        var people = (Object[]) row.getArray("people").getArray();
        return new SealedLine(
                row.getLong("line"),
                Arrays.asList(
                        row.getString("line"),
                        row.getObject("at", OffsetDateTime.class).toInstant().toString(),
                        row.getString("what"),
                        row.getString("result"),
                        row.getString("actor"),
                        row.getString("acting_as"),
                        row.getString("room"),
                        row.getString("establishment"),
                        Stream.of(people).map(String::valueOf).collect(Collectors.joining(" ")),
                        row.getString("detail"),
                        row.getString("trace")),
                row.getLong("position"),
                Objects.requireNonNullElse(row.getBytes("previous"), new byte[0]),
                Objects.requireNonNullElse(row.getBytes("hash"), new byte[0]));
    }

    /// What its hash must be at that place, after that line.
    byte[] hashAfter(byte[] before, long at) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(before);
            out.writeLong(at);
            for (var word : words) {
                var text = word == null ? null : word.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text == null ? -1 : text.length);
                out.write(text == null ? new byte[0] : text);
            }
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
