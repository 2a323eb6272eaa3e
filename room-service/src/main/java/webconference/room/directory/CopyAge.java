package webconference.room.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How old our copy of the directory is.
///
/// @param asOf when it was last read to the end; null: there is no directory that is read again and
///   again, or it never was
/// @param stale whether it should have been read since, and could not be
public record CopyAge(@Nullable Instant asOf, boolean stale) {}
