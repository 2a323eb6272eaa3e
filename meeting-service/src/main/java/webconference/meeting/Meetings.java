package webconference.meeting;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// All meetings.
public interface Meetings extends Repository<Meeting, OpeningId> {

    Meeting save(Meeting meeting);

    Optional<Meeting> findById(OpeningId opening);

    List<Meeting> findAllByOpeningIn(Collection<OpeningId> openings);

    /// To change it: the row stays ours until the transaction ends, so that what a server tells and
    /// what it answers do not cross.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select m from Meeting m where m.opening = :opening")
    Optional<Meeting> findToChange(OpeningId opening);

    /// Those that a server should have now.
    @Query(
            """
            select distinct m from Meeting m left join fetch m.present
            where m.server = :server
            and m.status in (webconference.meeting.MeetingStatus.STARTED,
                             webconference.meeting.MeetingStatus.ENDING)
            """)
    List<Meeting> findRunningOn(ServerName server);

    /// How many meetings each server has or was asked for.
    @Query(
            """
            select m.server as server, count(m) as meetings from Meeting m
            where m.server is not null
            and m.status in (webconference.meeting.MeetingStatus.WANTED,
                             webconference.meeting.MeetingStatus.STARTED,
                             webconference.meeting.MeetingStatus.ENDING)
            group by m.server
            """)
    List<Load> load();

    @Modifying
    @Query("delete from Meeting m where m.endedAt < :before")
    void forgetEndedBefore(Instant before);

    /// Somebody's presence wherever they are now; an answer of the server that they are there still
    /// brings it back.
    @Modifying
    @Query(value = "delete from presence where person = :person", nativeQuery = true)
    void forgetPresenceOf(String person);

    /// How much a server has to do.
    interface Load {
        ServerName getServer();

        long getMeetings();
    }
}
