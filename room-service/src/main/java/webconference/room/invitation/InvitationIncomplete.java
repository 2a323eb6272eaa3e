package webconference.room.invitation;

import java.util.List;
import webconference.room.FieldProblem;
import webconference.room.InputRefused;

/// Something is missing from an invitation, or may not be in it.
public class InvitationIncomplete extends InputRefused {

    InvitationIncomplete(List<FieldProblem> problems) {
        super(problems);
    }
}
