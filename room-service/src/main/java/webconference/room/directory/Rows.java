package webconference.room.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How people and groups stand in a row.
class Rows {

    private Rows() {}

    static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("profile"),
                texts(row, "establishments"),
                row.getString("school"),
                row.getBoolean("has_left"));
    }

    static Group group(ResultSet row, int number) throws SQLException {
        return new Group(
                row.getString("id"),
                row.getString("name"),
                row.getInt("size"),
                row.getInt("pupils"),
                row.getString("school"));
    }

    /// The one column of a row.
    static String text(ResultSet row, int number) throws SQLException {
        return row.getString(1);
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
