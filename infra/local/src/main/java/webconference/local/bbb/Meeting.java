package webconference.local.bbb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One meeting and everybody who came to it. Guarded by [Meetings].
final class Meeting {

    /// A line of the group chat.
    record ChatLine(String name, String text, long at) {}

    final String id;
    final String internalId;
    final String name;
    final Instant createdAt;
    final Parameters settings;
    final GuestPolicy guestPolicy;
    final String attendeePassword;
    final String moderatorPassword;
    final String voiceBridge;
    final Map<String, Visit> visits = new LinkedHashMap<>();
    final List<ChatLine> chat = new ArrayList<>();
    final Set<PageConnection> pages = new CopyOnWriteArraySet<>();
    String notes = "";
    boolean hasUserJoined;
    @Nullable Instant emptySince;
    @Nullable Instant withoutModeratorSince;
    @Nullable Instant endsAt;

    Meeting(
            String id,
            String internalId,
            Instant createdAt,
            Parameters settings,
            GuestPolicy guestPolicy,
            String attendeePassword,
            String moderatorPassword,
            String voiceBridge) {
        this.id = id;
        this.internalId = internalId;
        this.name = settings.get("name", "");
        this.createdAt = createdAt;
        this.settings = settings;
        this.guestPolicy = guestPolicy;
        this.attendeePassword = attendeePassword;
        this.moderatorPassword = moderatorPassword;
        this.voiceBridge = voiceBridge;
    }

    Stream<Visit> people() {
        return visits.values().stream().filter(Visit::isIn);
    }

    Stream<Visit> waiting() {
        return visits.values().stream().filter(visit -> visit.state == Visit.State.WAITING);
    }

    Optional<Visit> visit(String token) {
        return Optional.ofNullable(visits.get(token));
    }

    boolean isRunning() {
        return people().findAny().isPresent();
    }

    boolean isEnding() {
        return endsAt != null;
    }

    /// When this meeting would end by itself if nothing happened any more; empty if never.
    Optional<Instant> expiresAt() {
        var candidates = new ArrayList<Instant>();
        var duration = settings.number("duration", 0);
        if (duration > 0) {
            candidates.add(createdAt.plus(Duration.ofMinutes(duration)));
        }
        var untilFirst = settings.number("meetingExpireIfNoUserJoinedInMinutes", 5);
        if (!hasUserJoined && untilFirst > 0) {
            candidates.add(createdAt.plus(Duration.ofMinutes(untilFirst)));
        }
        var afterLast = settings.number("meetingExpireWhenLastUserLeftInMinutes", 1);
        if (emptySince != null && afterLast > 0) {
            candidates.add(emptySince.plus(Duration.ofMinutes(afterLast)));
        }
        if (withoutModeratorSince != null && settings.flag("endWhenNoModerator").orElse(false)) {
            candidates.add(
                    withoutModeratorSince.plus(
                            Duration.ofMinutes(
                                    settings.number("endWhenNoModeratorDelayInMinutes", 1))));
        }
        return candidates.stream().min(Instant::compareTo);
    }
}
