package webconference.room.invitation;

import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import webconference.room.Invited;
import webconference.room.RoomId;
import webconference.room.UserId;
import webconference.room.invitation.InvitationRequested.Correspondent;

/// Who was ever invited to a room: a row for each, whatever the number of messages.
@Component
@Transactional
class InvitedPeople implements Invited {

    private final JdbcClient jdbc;

    InvitedPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In the transaction of the invitation: whom it reaches finds the door open.
    @EventListener
    void on(InvitationRequested invitation) {
        jdbc.sql("insert into invited (room, person) select ?, unnest(?) on conflict do nothing")
                .param(invitation.room().value())
                .param(
                        invitation.recipients().stream()
                                .map(Correspondent::id)
                                .toArray(String[]::new))
                .update();
    }

    @Override
    public void add(RoomId room, UserId person) {
        jdbc.sql("insert into invited (room, person) values (?, ?) on conflict do nothing")
                .params(room.value(), person.value())
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isInvited(RoomId room, UserId person) {
        return jdbc.sql("select exists (select from invited where room = ? and person = ?)")
                .param(room.value())
                .param(person.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public Set<UserId> to(RoomId room) {
        return jdbc.sql("select person from invited where room = ?")
                .param(room.value())
                .query((row, _) -> new UserId(row.getString("person")))
                .set();
    }
}
