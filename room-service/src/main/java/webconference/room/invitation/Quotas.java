package webconference.room.invitation;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import webconference.room.Deed;
import webconference.room.Role;
import webconference.room.RoomId;
import webconference.room.UserId;
import webconference.room.invitation.InvitationDeed.What;
import webconference.room.invitation.TooManyInvitations.Limit;

/// How much each person writes, and how much is written for each room. Who sends at the same moment
/// from two tabs waits for oneself: nobody gets past a limit by being quick.
@Component
class Quotas {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final InvitationSettings settings;

    Quotas(JdbcClient jdbc, InvitationSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /// What was sent in the last hour, day, and since somebody came.
    private record Sent(
            int messages, int recipients, int roomMessages, int roomRecipients, boolean newcomer) {}

    /// Takes note of a message.
    ///
    /// @throws TooManyInvitations if it is one too many; nothing is noted then
    void take(What what, UserId sender, Role as, RoomId room, int recipients, Instant now) {
        var deed = Deed.in(room, what.name(), sender, as, recipients + " recipients");
        waitForTurn("sender " + sender.value());
        waitForTurn("room " + room);
        var sent = sent(sender, room, now);
        require(
                sent.messages() < settings.messagesPerHour(),
                deed,
                Limit.MESSAGES_OF_PERSON,
                settings.messagesPerHour(),
                HOUR);
        require(
                sent.recipients() + recipients <= settings.recipientsPerDay(),
                deed,
                Limit.RECIPIENTS_OF_PERSON,
                settings.recipientsPerDay(),
                DAY);
        require(
                !sent.newcomer() || sent.recipients() + recipients <= settings.newcomerRecipients(),
                deed,
                Limit.NEWCOMER,
                settings.newcomerRecipients(),
                settings.newcomer());
        require(
                sent.roomMessages() < settings.roomMessagesPerHour(),
                deed,
                Limit.MESSAGES_OF_ROOM,
                settings.roomMessagesPerHour(),
                HOUR);
        require(
                sent.roomRecipients() + recipients <= settings.roomRecipientsPerDay(),
                deed,
                Limit.RECIPIENTS_OF_ROOM,
                settings.roomRecipientsPerDay(),
                DAY);
        note(sender, room, recipients, now);
    }

    private static void require(boolean fine, Deed deed, Limit limit, int most, Duration within) {
        if (!fine) {
            throw new TooManyInvitations(deed, limit, most, within);
        }
    }

    /// PostgreSQL's own lock, kept until the transaction ends: there may be no row to lock yet.
    private void waitForTurn(String of) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("invitations of " + of)
                .query()
                .singleRow();
    }

    private Sent sent(UserId sender, RoomId room, Instant now) {
        return jdbc.sql(
                        """
                        select
                            (select count(*) from sendings
                             where sender = :sender and at > :hour) as messages,
                            (select coalesce(sum(recipients), 0) from sendings
                             where sender = :sender and at > :day) as recipients,
                            (select count(*) from sendings
                             where room = :room and at > :hour) as room_messages,
                            (select coalesce(sum(recipients), 0) from sendings
                             where room = :room and at > :day) as room_recipients,
                            exists (select from people
                             where id = :sender and known_since > :newcomer) as newcomer
                        """)
                .param("sender", sender.value())
                .param("room", room.value())
                .param("hour", Timestamp.from(now.minus(HOUR)))
                .param("day", Timestamp.from(now.minus(DAY)))
                .param("newcomer", Timestamp.from(now.minus(settings.newcomer())))
                .query(Sent.class)
                .single();
    }

    private void note(UserId sender, RoomId room, int recipients, Instant now) {
        jdbc.sql("delete from sendings where at < :before")
                .param("before", Timestamp.from(now.minus(DAY.multipliedBy(2))))
                .update();
        jdbc.sql(
                        """
                        insert into sendings (sender, room, at, recipients)
                        values (:sender, :room, :at, :recipients)
                        """)
                .param("sender", sender.value())
                .param("room", room.value())
                .param("at", Timestamp.from(now))
                .param("recipients", recipients)
                .update();
    }
}
