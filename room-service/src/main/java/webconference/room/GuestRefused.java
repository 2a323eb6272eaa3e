package webconference.room;

import java.util.List;

/// A guest is not let in as they are; each field says why.
public class GuestRefused extends InputRefused {

    GuestRefused(List<FieldProblem> problems) {
        super(problems);
    }
}
