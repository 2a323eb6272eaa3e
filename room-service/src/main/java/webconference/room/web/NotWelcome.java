package webconference.room.web;

/// Somebody signed in to whose profile this portal is not open.
class NotWelcome extends RuntimeException {}
