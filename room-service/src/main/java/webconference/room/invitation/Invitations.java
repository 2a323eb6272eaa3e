package webconference.room.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import webconference.room.UserId;

/// All invitations.
interface Invitations extends Repository<Invitation, UUID> {

    Invitation save(Invitation invitation);

    Optional<Invitation> findById(UUID id);

    List<Invitation> findTop50ByRoomOrderBySentAtDesc(UUID room);

    Optional<Invitation> findBySenderAndCreationKey(UserId sender, String key);

    /// An invitation under a key that its sender has used already is that earlier one.
    default Optional<Invitation> findAgain(UserId sender, @Nullable String key) {
        return key == null ? Optional.empty() : findBySenderAndCreationKey(sender, key);
    }

    /// The dates in a room that somebody was invited to, beginning with the earliest.
    @Query(
            """
            select i.meeting from Invitation i join Recipient r on r.id.invitation = i.id
            where i.room = :room and r.id.person = :person
            and i.meeting.start > :after and i.meeting.cancelled = false
            order by i.meeting.start
            """)
    List<Meeting> findMeetings(UUID room, String person, Instant after);

    @Modifying
    @Query(
            """
            update Invitation i set i.html = null, i.text = null, i.wordsUntil = null
            where i.wordsUntil < :now
            """)
    void forgetWords(Instant now);
}
