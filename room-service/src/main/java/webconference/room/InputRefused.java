package webconference.room;

import java.util.List;

/// What was typed cannot be taken; each field says why.
public class InputRefused extends RuntimeException {

    private final transient List<FieldProblem> problems;

    public InputRefused(List<FieldProblem> problems) {
        super(problems.stream().map(p -> p.field() + " " + p.code()).toList().toString());
        this.problems = List.copyOf(problems);
    }

    public InputRefused(FieldProblem problem) {
        this(List.of(problem));
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
