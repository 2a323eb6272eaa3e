package webconference.room;

import static webconference.room.RoomConflict.Why.PUBLIC_LINK_OFF;
import static webconference.room.RoomConflict.Why.ROOM_CLOSING;
import static webconference.room.RoomConflict.Why.ROOM_NOT_OPEN;
import static webconference.room.RoomConflict.Why.STREAMING_OFF;
import static webconference.room.RoomConflict.Why.STREAM_STOPPING;
import static webconference.room.RoomConflict.Why.WOULD_LOSE_ROOM;
import static webconference.room.RoomEvent.CloseReason.CLOSED_BY_USER;
import static webconference.room.RoomEvent.CloseReason.MEETING_ENDED;
import static webconference.room.RoomEvent.CloseReason.MEETING_FAILED;
import static webconference.room.RoomEvent.CloseReason.OPENING_CANCELLED;
import static webconference.room.RoomEvent.CloseReason.ROOM_DELETED;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;
import webconference.room.RoomEvent.CloseReason;
import webconference.room.RoomEvent.RoomClosed;
import webconference.room.RoomEvent.RoomOpened;
import webconference.room.RoomEvent.StreamStartRequested;
import webconference.room.RoomEvent.StreamStopRequested;
import webconference.room.StreamWish.Wanted;

/// A place where people meet, again and again. Its owner and those it is shared with open and close
/// it; what the meeting and the stream of an opening really do is told from outside.
@Entity
@Table(name = "rooms")
public class Room {

    @EmbeddedId private RoomId id;
    private UserId owner;
    @Embedded private RoomSettings settings;
    private long settingsVersion;
    private long sharesVersion;
    @Embedded private @Nullable ShareChange lastShareChange; // null: it was never shared

    @Enumerated(EnumType.STRING)
    private Status status = Status.CLOSED;

    /// The latest one, also when it is over: its stream may end after it.
    @OneToOne(
            fetch = FetchType.LAZY,
            cascade = {CascadeType.PERSIST, CascadeType.MERGE})
    @JoinColumn(name = "opening")
    private @Nullable Opening opening;

    @Embedded private @Nullable StartFailure failure;
    @Embedded private @Nullable Broadcast broadcast; // null as long as there is nothing in it

    @ElementCollection
    @BatchSize(size = 500) // of many rooms at once
    @CollectionTable(name = "shares", joinColumns = @JoinColumn(name = "room"))
    private Set<Share> shares = new HashSet<>();

    private @Nullable GuestLink guestLink; // kept while guests are not welcome, until it is renewed

    private @Nullable Instant lastUsedAt;

    @SuppressWarnings("UnusedVariable") // for whoever looks into the database
    private Instant createdAt;

    @SuppressWarnings("UnusedVariable") // read by queries
    private @Nullable String creationKey;

    @Column(insertable = false, updatable = false) // told from outside, see doorstep
    private int waiting;

    private long revision; // counts this room's events; the last one carries it

    @Column(name = "version")
    private long seen; // counts what people can see change

    @Version
    @Column(name = "lock")
    private @Nullable Long lock;

    @Transient private final List<Object> events = new ArrayList<>();
    @Transient private boolean changed;

    @SuppressWarnings("NullAway.Init")
    protected Room() {}

    /// @param creationKey what makes the same request twice give the same room
    public Room(
            RoomId id,
            UserId owner,
            RoomSettings settings,
            @Nullable String creationKey,
            Instant at) {
        this(id, owner, settings, creationKey, owner, Role.OWNER, at);
    }

    /// @param by who makes it, which the audit tells
    /// @param as as what they may
    public Room(
            RoomId id,
            UserId owner,
            RoomSettings settings,
            @Nullable String creationKey,
            UserId by,
            Role as,
            Instant at) {
        this.id = id;
        this.owner = owner;
        this.settings = settings;
        this.creationKey = creationKey;
        this.createdAt = at;
        settingsVersion = 1;
        var whose = by.equals(owner) ? "" : "owner " + owner.value();
        events.add(Deed.in(id, "CREATE", by, as, whose).of(settings.door().establishment()));
        changed();
    }

    // Who may do what

    /// What somebody is here; the strongest, where they are several things.
    public Role roleOf(User user) {
        return rolesOf(user).iterator().next();
    }

    public boolean allows(User user, Action action) {
        return rolesOf(user).stream().anyMatch(role -> role.may(action));
    }

    /// @return what lets them do it
    /// @throws RoomNotFound if they may not even know the room
    /// @throws NotAllowed if they know it, but may not do that
    public Role require(User user, Action action) {
        var roles = rolesOf(user);
        return roles.stream()
                .filter(role -> role.may(action))
                .findFirst()
                .orElseThrow(() -> refusal(user, action, roles));
    }

    private RuntimeException refusal(User user, Action action, EnumSet<Role> roles) {
        return action != Action.SEE && roles.stream().anyMatch(Role::knowsTheRoom)
                ? new NotAllowed(Deed.in(id, action.name(), user.id(), roles.iterator().next(), ""))
                : new RoomNotFound(id);
    }

    private EnumSet<Role> rolesOf(User user) {
        var roles = EnumSet.of(Role.STRANGER);
        if (settings.door().admits(user)) {
            roles.add(Role.PARTICIPANT);
        }
        if (settings.door().isLookedAfterBy(user)) {
            roles.add(Role.REFERENT);
        }
        if (owner.equals(user.id())) {
            roles.add(Role.OWNER);
        }
        if (user.admin()) {
            roles.add(Role.ADMIN);
        }
        shares.stream().filter(s -> s.concerns(user)).map(Share::role).forEach(roles::add);
        return roles;
    }

    /// Whether they are of the school that the room belongs to.
    public boolean isOfSchoolOf(User user) {
        return settings.door().isOf(user);
    }

    /// Whether somebody without an account may come in by this link.
    public boolean welcomes(GuestLink link) {
        return settings.door().guests().welcome() && link.equals(guestLink);
    }

    // What people do

    /// Opens the room. Opening one that is open or opening changes nothing: everybody ends in the
    /// same conference.
    ///
    /// @param guests whether people without an account may come, now or later, so that the meeting
    ///   must be able to make them wait
    public void open(OpeningId next, boolean guests, User by, Instant at) {
        open(next, guests, true, by, at);
    }

    /// @param streams whether its stream may come with it, by the rules of its school and because
    ///   no other room broadcasts with its key
    public void open(OpeningId next, boolean guests, boolean streams, User by, Instant at) {
        var as = require(by, Action.OPEN);
        switch (status) {
            case OPENING, OPEN -> {}
            case CLOSING -> throw new RoomConflict(id, ROOM_CLOSING);
            case CLOSED -> {
                var target = streams ? settings.streaming() : null;
                status = Status.OPENING;
                opening = new Opening(next, id, by.id(), at, target != null);
                failure = null;
                broadcast = null;
                lastUsedAt = at;
                done("OPEN", by, as, "opening " + next);
                raise(
                        new RoomOpened(
                                id,
                                revision + 1,
                                at,
                                next,
                                by.id(),
                                settings.name(),
                                settings.waitingRoom(),
                                guests,
                                settings.door().establishment(),
                                target));
            }
        }
    }

    /// Closes the room, or takes back its opening. It is closed when the meeting's end is
    /// confirmed.
    public void close(User by, Instant at) {
        var as = require(by, Action.CLOSE);
        end(status == Status.OPENING ? OPENING_CANCELLED : CLOSED_BY_USER, by.id(), as, at);
    }

    /// Readies the room for being deleted: what runs in it ends first.
    public void delete(User by, Instant at) {
        var as = require(by, Action.DELETE);
        events.add(Deed.in(id, "DELETE", by.id(), as, "owner {0}").to(List.of(owner)));
        if (status != Status.CLOSED) {
            placeFreed();
        }
        end(ROOM_DELETED, by.id(), as, at);
        changed();
    }

    private void end(CloseReason reason, UserId by, Role as, Instant at) {
        switch (status) {
            case CLOSED, CLOSING -> {}
            case OPENING, OPEN -> {
                status = Status.CLOSING;
                over(reason, by, as, at);
            }
        }
    }

    private void over(CloseReason reason, @Nullable UserId by, @Nullable Role as, Instant at) {
        broadcast = broadcast().withoutWish();
        lastUsedAt = at;
        current().closed(reason, by);
        events.add(Deed.in(id, "CLOSE", by, as, reason + ", opening " + current().id()));
        raise(new RoomClosed(id, revision + 1, at, current().id(), by, reason));
    }

    /// Takes new settings. Name and door at once; waiting room at the next opening; target at the
    /// next start of the stream.
    ///
    /// @param basedOn the version of the settings that the change was made from
    /// @throws StaleSettings if somebody else has changed them since
    public void change(RoomSettings next, long basedOn, User by) {
        var as = require(by, Action.CHANGE);
        if (basedOn != settingsVersion) {
            throw new StaleSettings(this);
        }
        if (!next.equals(settings)) {
            requireMayMove(next.door().establishment(), by);
            var changes = String.join(", ", next.differencesFrom(settings));
            settings = next;
            settingsVersion++;
            done("CHANGE", by, as, "version %d, %s".formatted(settingsVersion, changes));
            changed();
        }
    }

    /// Whose rules count is not for those it is lent to, nor to be changed under a meeting.
    private void requireMayMove(@Nullable String establishment, User by) {
        if (Objects.equals(establishment, settings.door().establishment())) {
            return;
        }
        if (!owner.equals(by.id())) {
            throw new InputRefused(FieldProblem.of("establishment", "establishment-owner-only"));
        }
        if (status != Status.CLOSED) {
            throw new InputRefused(FieldProblem.of("establishment", "establishment-while-open"));
        }
    }

    /// Gives the room a public link if guests are welcome and it has none.
    public void readyForGuests(GuestLink fresh) {
        if (settings.door().guests().welcome() && guestLink == null) {
            guestLink = fresh;
            changed();
        }
    }

    /// Replaces the public link; the one before opens nothing from now on.
    public void renewLink(GuestLink fresh, User by) {
        var as = require(by, Action.CHANGE);
        if (!settings.door().guests().welcome()) {
            throw new RoomConflict(id, PUBLIC_LINK_OFF);
        }
        guestLink = fresh;
        done("CHANGE", by, as, "public link renewed");
        changed();
    }

    /// Shares the room with these people and groups, and no others.
    ///
    /// @param basedOn the version of the shares that the change was made from, if it is known
    /// @param leaving whether whoever asks knows that they may not know the room any more then
    /// @throws StaleShares if somebody else has changed them since
    /// @throws RoomConflict if whoever asks would lose the room and does not say that they know
    public void shareWith(
            Set<Share> wanted, @Nullable Long basedOn, boolean leaving, User by, Instant at) {
        var as = require(by, Action.SHARE);
        var next = withoutOwner(wanted);
        if (basedOn != null && basedOn != sharesVersion) {
            throw new StaleShares(this);
        }
        if (!leaving && isLostBy(by, next)) {
            throw new RoomConflict(id, WOULD_LOSE_ROOM);
        }
        if (!next.equals(shares)) {
            events.add(sharing(next, by, as));
            shares.retainAll(next);
            shares.addAll(next);
            sharesVersion++;
            lastShareChange = new ShareChange(by.id(), at);
            changed();
        }
    }

    private Deed sharing(Set<Share> next, User by, Role as) {
        var people = new ArrayList<UserId>();
        var facts = new ArrayList<String>();
        next.stream().filter(s -> !shares.contains(s)).forEach(s -> tell("+", s, facts, people));
        shares.stream().filter(s -> !next.contains(s)).forEach(s -> tell("-", s, facts, people));
        return Deed.in(id, "SHARE", by.id(), as, String.join(", ", facts)).to(people);
    }

    private static void tell(String sign, Share share, List<String> facts, List<UserId> people) {
        switch (share.kind()) {
            case GROUP -> facts.add(sign + share.role() + " group " + share.subject());
            case PERSON -> {
                facts.add(sign + share.role() + " {" + people.size() + "}");
                people.add(new UserId(share.subject()));
            }
        }
    }

    /// Whether this person would not know the room any more if it was shared with these only.
    public boolean isLostBy(User user, Set<Share> shared) {
        return !owner.equals(user.id()) && shared.stream().noneMatch(s -> s.concerns(user));
    }

    private Set<Share> withoutOwner(Set<Share> wanted) {
        var shared = new HashSet<>(wanted);
        shared.removeIf(s -> s.kind() == Share.Kind.PERSON && s.subject().equals(owner.value()));
        return shared;
    }

    /// Asks for the stream to be live, paused or over. It is shown as a wish until
    /// streaming-service says that it is so. What is so already, or is wished for already, is not
    /// asked again.
    public void wantStream(Wanted wanted, User by, Instant at) {
        switch (wanted) {
            case LIVE -> startStream(by, at);
            case PAUSED -> stopStream(wanted, RoomEvent.How.PAUSE, by, at);
            case ENDED -> stopStream(wanted, RoomEvent.How.END, by, at);
        }
    }

    private void startStream(User by, Instant at) {
        var as = require(by, Action.START_STREAM);
        var target = settings.streaming();
        if (!isUsed()) {
            throw new RoomConflict(id, ROOM_NOT_OPEN);
        }
        if (target == null) {
            throw new RoomConflict(id, STREAMING_OFF);
        }
        if (broadcast().state(current().streamed()) == StreamState.STOPPING) {
            throw new RoomConflict(id, STREAM_STOPPING);
        }
        if (broadcast().mustBeAsked(Wanted.LIVE, current().streamed())) {
            broadcast = broadcast().wished(Wanted.LIVE, by.id(), at);
            done("START_STREAM", by, as, "host " + target.host());
            raise(new StreamStartRequested(id, revision + 1, at, current().id(), by.id(), target));
        }
    }

    private void stopStream(Wanted wanted, RoomEvent.How how, User by, Instant at) {
        var as = require(by, Action.STOP_STREAM);
        if (isUsed() && broadcast().mustBeAsked(wanted, current().streamed())) {
            broadcast = broadcast().wished(wanted, by.id(), at);
            done("STOP_STREAM", by, as, how.name());
            raise(new StreamStopRequested(id, revision + 1, at, current().id(), by.id(), how));
        }
    }

    private Broadcast broadcast() {
        return broadcast == null ? Broadcast.NONE : broadcast;
    }

    // What is told from outside. What belongs to another opening than the latest has no effect.

    /// @param places how many people may be there; 0: as many as come
    public void meetingStarted(OpeningId told, int places, Instant at) {
        if (isCurrent(told) && status == Status.OPENING) {
            status = Status.OPEN;
            current().started(places, at);
            changed();
        }
    }

    public void meetingStartFailed(OpeningId told, StartFailure.Reason reason, Instant at) {
        if (!isCurrent(told)) {
            return;
        }
        switch (status) {
            case OPENING -> {
                closed(at);
                failure = new StartFailure(reason, at);
                over(MEETING_FAILED, null, null, at);
            }
            case CLOSING -> {
                closed(at);
                changed();
            }
            case OPEN, CLOSED -> {}
        }
    }

    public void meetingEnded(OpeningId told, Instant at) {
        if (!isCurrent(told)) {
            return;
        }
        switch (status) {
            case OPENING, OPEN -> {
                closed(at);
                over(MEETING_ENDED, null, null, at);
            }
            case CLOSING -> {
                closed(at);
                changed();
            }
            case CLOSED -> {}
        }
    }

    /// The meeting's server is gone, and with it the meeting: those who manage the room are told.
    public void meetingLost(OpeningId told, Instant at) {
        var interrupted = isCurrent(told) && (status == Status.OPENING || status == Status.OPEN);
        if (!interrupted) {
            meetingEnded(told, at);
            return;
        }
        closed(at);
        failure = new StartFailure(StartFailure.Reason.LOST, at);
        over(MEETING_FAILED, null, null, at);
    }

    private void closed(Instant at) {
        status = Status.CLOSED;
        current().ended(at);
        placeFreed();
    }

    /// Of those that its establishment has for open rooms.
    private void placeFreed() {
        var establishment = settings.door().establishment();
        if (establishment != null) {
            events.add(new PlacesChanged(establishment));
        }
    }

    public void attended(OpeningId told, long heard, int people, int moderators) {
        if (isCurrent(told) && current().attended(heard, people, moderators)) {
            changed();
        }
    }

    public void moderated(OpeningId told, long heard, int moderators) {
        if (isCurrent(told) && current().attended(heard, current().people(), moderators)) {
            changed();
        }
    }

    public void streamTold(OpeningId told, UUID run, long heard, Instant at, StreamNews news) {
        if (isCurrent(told) && broadcast().isNews(run, heard, at)) {
            var before = broadcast().told();
            broadcast = broadcast().heard(run, heard, at, news);
            tellAudit(before, broadcast().told());
            changed();
        }
    }

    /// That a stream went live, and why it ended: nobody may have been looking.
    private void tellAudit(@Nullable Stream before, @Nullable Stream now) {
        if (now == null) {
            return;
        }
        var known = before != null && before.run().equals(now.run()) ? before : null;
        if (now.liveSince() != null && (known == null || known.liveSince() == null)) {
            events.add(Deed.in(id, "STREAM_LIVE", null, null, "run " + now.run()));
        }
        if (now.isOver() && (known == null || !known.isOver())) {
            events.add(
                    Deed.in(
                            id,
                            "STREAM_ENDED",
                            now.by(),
                            null,
                            now.reason() + ", run " + now.run()));
        }
    }

    private boolean isCurrent(OpeningId told) {
        return opening != null && opening.id().equals(told);
    }

    private Opening current() {
        if (opening == null) {
            throw new IllegalStateException("room " + id + " was never opened");
        }
        return opening;
    }

    private boolean isUsed() {
        return status == Status.OPENING || status == Status.OPEN;
    }

    // What can be seen

    public RoomId id() {
        return id;
    }

    public UserId owner() {
        return owner;
    }

    public RoomSettings settings() {
        return settings;
    }

    /// Where guests come in; null: they do not.
    public @Nullable GuestLink guestLink() {
        return settings.door().guests().welcome() ? guestLink : null;
    }

    /// The same, also while guests are not welcome: when they are again, it is where they come in.
    public @Nullable GuestLink keptGuestLink() {
        return guestLink;
    }

    /// Whether who is in the room is, or will be, broadcast.
    public boolean isStreamed() {
        return settings.streaming() != null || (isUsed() && current().streamed());
    }

    /// Whether a stream of it is under way, or on its way.
    public boolean isBroadcast() {
        var told = broadcast().told();
        return told == null ? isUsed() && current().streamed() : !told.isOver();
    }

    public long settingsVersion() {
        return settingsVersion;
    }

    public Set<Share> shares() {
        return Set.copyOf(shares);
    }

    public long sharesVersion() {
        return sharesVersion;
    }

    /// Null: nobody ever did.
    public @Nullable ShareChange lastShareChange() {
        return lastShareChange;
    }

    public Status status() {
        return status;
    }

    /// The opening that has not ended, if there is one.
    public @Nullable Opening opening() {
        return status == Status.CLOSED ? null : opening;
    }

    /// How many places its meeting has, if all are taken: only those who moderate get in.
    public @Nullable Integer full() {
        return status == Status.OPEN ? current().full() : null;
    }

    public @Nullable StartFailure failure() {
        return failure;
    }

    public @Nullable Stream stream() {
        return broadcast().told();
    }

    public @Nullable StreamWish streamWish() {
        return broadcast().wish();
    }

    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    /// How many people wait at the door for it to open.
    public int waiting() {
        return status == Status.OPEN ? 0 : waiting;
    }

    /// Grows with every change that somebody can see.
    public long version() {
        return seen;
    }

    // What happened

    private void done(String what, User by, Role as, String detail) {
        events.add(Deed.in(id, what, by.id(), as, detail));
    }

    private void raise(RoomEvent event) {
        revision = event.revision();
        events.add(event);
        changed();
    }

    private void changed() {
        seen++;
        changed = true;
    }

    @DomainEvents
    List<Object> events() {
        var all = new ArrayList<>(events);
        if (changed) {
            all.add(new RoomChanged(id));
        }
        return all;
    }

    @AfterDomainEventPublication
    void published() {
        events.clear();
        changed = false;
    }
}
