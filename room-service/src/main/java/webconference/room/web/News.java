package webconference.room.web;

/// What is told of something in a room to those who may invite there, and to nobody else.
sealed interface News permits AccessNews, InvitationNews {

    /// What it is called when it is told.
    String event();
}
