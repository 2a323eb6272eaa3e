package webconference.room.web;

import java.util.Map;

/// What people, groups and establishments in sight are called, by their ids. Who is missing is
/// shown by their id.
record Names(
        Map<String, String> people,
        Map<String, String> groups,
        Map<String, String> establishments) {}
