package webconference.room;

import java.util.List;

/// What is wrong with one thing that somebody typed.
///
/// @param field its path in what was sent, such as `streaming.url`
/// @param code names the sentence that is shown, `field.<code>`
/// @param details what the sentence mentions
public record FieldProblem(String field, String code, List<Object> details) {

    public static FieldProblem of(String field, String code, Object... details) {
        return new FieldProblem(field, code, List.of(details));
    }
}
