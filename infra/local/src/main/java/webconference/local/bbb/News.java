package webconference.local.bbb;

import java.util.List;

/// Who is told what happens in meetings.
interface News {

    void created(Meeting meeting);

    void joined(Meeting meeting, Visit visit);

    void left(Meeting meeting, Visit visit);

    void presenterAssigned(Meeting meeting, Visit visit);

    void said(Meeting meeting, Visit visit, Meeting.ChatLine line);

    /// @param remaining who was still in
    void ended(Meeting meeting, List<Visit> remaining);
}
