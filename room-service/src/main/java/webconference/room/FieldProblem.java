package webconference.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with one thing that somebody typed.
///
/// @param field its path in what was sent, such as `streaming.url`
/// @param code names the sentence that is shown, `field.<code>`
/// @param details what the sentence mentions
/// @param value which of several things in the field it is about; null: about the whole field
public record FieldProblem(
        String field, String code, List<Object> details, @Nullable String value) {

    public static FieldProblem of(String field, String code, Object... details) {
        return new FieldProblem(field, code, List.of(details), null);
    }

    public static FieldProblem about(String value, String field, String code, Object... details) {
        return new FieldProblem(field, code, List.of(details), value);
    }
}
