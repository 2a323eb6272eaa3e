package webconference.room.directory;

import java.util.Set;

/// What the copy knows of somebody who is signed in. Rights follow from it rather than from what
/// the token says: a token goes on saying it until it ends.
///
/// @param establishments codes of their schools, the first one first
/// @param left whether they are not there any more: they are in no group and no school then
public record Standing(Set<String> groups, Set<String> establishments, boolean left) {}
