package webconference.room.directory;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What is known of people, and who may be found by whom.
///
/// @param file CSV that is read at each start; null or empty: none
/// @param adultsEverywhere whether teachers and staff are found from all schools, or from their own
///   only; pupils always are found from their own only
/// @param staleAfter how old the copy may be before a search says that it is old
/// @param mostLeaving how many per cent of a directory's people may be missing from one reading of
///   it and be taken for gone; more is taken for a directory in trouble
@ConfigurationProperties("directory")
record DirectoryProperties(
        @Nullable Path file,
        @DefaultValue("true") boolean adultsEverywhere,
        @DefaultValue("1h") Duration staleAfter,
        @DefaultValue("20") int mostLeaving) {}
