package webconference.room.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.Action;
import webconference.room.Door;
import webconference.room.OnStop;
import webconference.room.Opening;
import webconference.room.Portal;
import webconference.room.Role;
import webconference.room.Room;
import webconference.room.Share;
import webconference.room.StartFailure;
import webconference.room.Status;
import webconference.room.StreamState;
import webconference.room.StreamTarget;
import webconference.room.StreamWish;

/// A room as somebody with that role sees it: its whole small state.
///
/// @param version grows with every change; a view with a smaller one is older
/// @param settingsVersion what a change of the settings must be based on
/// @param waiting how many people wait at its door for it to open, those without an account aside
/// @param access who may enter besides those it is shared with and those invited
/// @param guests how people without an account come in; null: they do not
/// @param link where people enter; the same for the room's whole life
record RoomView(
        UUID id,
        long version,
        long settingsVersion,
        String name,
        @Schema(allowableValues = {"OWNER", "MANAGER", "MODERATOR", "ADMIN", "REFERENT"}) Role role,
        PersonView owner,
        Status status,
        @Nullable OpeningView opening,
        @Nullable FailureView failure,
        int waiting,
        boolean waitingRoom,
        @Nullable StreamingView streaming,
        @Nullable StreamView stream,
        @Nullable EstablishmentView establishment,
        AccessView access,
        @Nullable GuestsView guests,
        ShareCounts shares,
        String link,
        @Nullable Instant lastUsedAt) {

    /// @param guests whether the room's establishment lets people without an account come
    static RoomView of(Room room, Role role, Names known, boolean guests, Portal portal) {
        var settings = room.settings();
        var names = known.people();
        return new RoomView(
                room.id().value(),
                room.version(),
                room.settingsVersion(),
                settings.name(),
                role,
                PersonView.of(room.owner(), names),
                room.status(),
                OpeningView.of(room.opening(), names),
                FailureView.of(room.failure()),
                room.waiting(),
                settings.waitingRoom(),
                StreamingView.of(settings.streaming(), role),
                StreamView.of(room, names),
                EstablishmentView.of(settings.door(), known),
                AccessView.of(settings.door(), known),
                guests ? GuestsView.of(room, role, portal) : null,
                ShareCounts.of(room),
                portal.linkTo(room.id()),
                room.lastUsedAt());
    }

    /// The opening that is under way.
    record OpeningView(
            UUID id,
            PersonView by,
            Instant requestedAt,
            @Nullable Instant openedAt,
            int people,
            int moderators) {

        static @Nullable OpeningView of(@Nullable Opening opening, Map<String, String> names) {
            return opening == null
                    ? null
                    : new OpeningView(
                            opening.id().value(),
                            PersonView.of(opening.by(), names),
                            opening.requestedAt(),
                            opening.openedAt(),
                            opening.people(),
                            opening.moderators());
        }
    }

    /// Why the last opening came to nothing, or to an end that nobody wanted.
    record FailureView(StartFailure.Reason reason, Instant at) {

        static @Nullable FailureView of(@Nullable StartFailure failure) {
            return failure == null ? null : new FailureView(failure.reason(), failure.at());
        }
    }

    /// Where the room is broadcast to; the key is never shown.
    ///
    /// @param url null for those who may not change it
    record StreamingView(@Nullable String url, String host, boolean keyStored, OnStop onStop) {

        static @Nullable StreamingView of(@Nullable StreamTarget target, Role role) {
            return target == null
                    ? null
                    : new StreamingView(
                            role.may(Action.CHANGE) ? target.url() : null,
                            target.host(),
                            !target.sealedKey().isEmpty(),
                            target.onStop());
        }
    }

    /// How the latest stream stands, as streaming-service told, and what was asked of it since.
    ///
    /// @param run null: nothing is told of one yet, but one was asked for
    /// @param wanted what was asked and is not confirmed
    /// @param by who paused or ended it
    /// @param stopsAt when it stops unless a moderator comes back
    record StreamView(
            @Nullable UUID run,
            StreamState state,
            StreamWish.@Nullable Wanted wanted,
            Instant since,
            @Nullable Instant liveSince,
            @Nullable String reason,
            @Nullable PersonView by,
            @Nullable Integer attempt,
            @Nullable Integer attempts,
            @Nullable Instant retryAt,
            @Nullable Instant stopsAt,
            @Nullable Integer running,
            @Nullable Integer slots,
            @Nullable String host) {

        static @Nullable StreamView of(Room room, Map<String, String> names) {
            var told = room.stream();
            var wish = room.streamWish();
            if (told == null) {
                return wish == null ? null : awaited(wish, room.settings().streaming());
            }
            return new StreamView(
                    told.run(),
                    told.state(),
                    wish == null ? null : wish.wanted(),
                    told.since(),
                    told.liveSince(),
                    told.reason(),
                    PersonView.ofNullable(told.by(), names),
                    told.attempt(),
                    told.attempts(),
                    told.retryAt(),
                    told.stopsAt(),
                    told.running(),
                    told.slots(),
                    told.host());
        }

        private static StreamView awaited(StreamWish wish, @Nullable StreamTarget target) {
            return new StreamView(
                    null,
                    StreamState.ENDED,
                    wish.wanted(),
                    wish.at(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    target == null ? null : target.host());
        }
    }

    /// The school that the room belongs to.
    record EstablishmentView(String id, String name) {

        static @Nullable EstablishmentView of(Door door, Names names) {
            var id = door.establishment();
            return id == null
                    ? null
                    : new EstablishmentView(id, names.establishments().getOrDefault(id, id));
        }
    }

    /// How people without an account come in.
    ///
    /// @param link null for those who may not invite
    /// @param waits whether a moderator admits each of them
    /// @param code what they must know besides the link; null: nothing, or for those who may not
    ///   invite
    record GuestsView(
            @Nullable String link, @JsonProperty("wait") boolean waits, @Nullable String code) {

        static @Nullable GuestsView of(Room room, Role role, Portal portal) {
            var link = room.guestLink();
            var guests = room.settings().door().guests();
            if (link == null) {
                return null;
            }
            return role.may(Action.INVITE)
                    ? new GuestsView(portal.linkForGuests(link), guests.waits(), guests.code())
                    : new GuestsView(null, guests.waits(), null);
        }
    }

    /// With how many the room is shared.
    ///
    /// @param version grows with every change of whom it is shared with, and as what
    record ShareCounts(int people, int groups, long version) {

        static ShareCounts of(Room room) {
            return new ShareCounts(
                    count(room, Share.Kind.PERSON),
                    count(room, Share.Kind.GROUP),
                    room.sharesVersion());
        }

        private static int count(Room room, Share.Kind kind) {
            return (int) room.shares().stream().filter(s -> s.kind() == kind).count();
        }
    }
}
