package webconference.room;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;
import webconference.room.WholeService.Tokens;

/// Somebody locks the table of rooms, as a migration or a careless hand does.
@WholeService
class LockedTableTest {

    private static final int A_SECOND = 20;

    // Whoever waits does so for two seconds at most, and a listener that would give an event up
    // for five and a half: what is so after seven is so after thirty (-Df31.seconds=30).
    private static final int SECONDS = Integer.getInteger("f31.seconds", 7);

    @Autowired @Lazy Api api;
    @Autowired Tokens tokens;
    @Autowired OtherServices others;
    @Autowired JdbcConnectionDetails database;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    /// @param began on the clock of [System#nanoTime]
    record Timed(Answer answer, long began, Duration took) {}

    @Test
    void F31_rooms_are_refused_within_two_seconds_what_needs_no_room_goes_on_and_all_is_well_after()
            throws SQLException, InterruptedException, ExecutionException {
        var opened = api.room(ADA, "Physique");
        var opening =
                api.put(ADA, "/api/v1/rooms/" + opened + "/opening", null).text("/opening/id");
        for (var i = 0; i < 50; i++) { // what runs for the first time is slow for another reason
            api.get(ADA, "/api/v1/rooms");
            api.get(ADA, "/api/v1/directory?search=ada");
        }
        List<Future<Timed>> lists = new ArrayList<>();
        List<Future<Timed>> searches = new ArrayList<>();
        List<Duration> waits = new ArrayList<>();
        var unlocked = 0L;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor();
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            try (var locker =
                            DriverManager.getConnection(
                                    database.getJdbcUrl(),
                                    database.getUsername(),
                                    database.getPassword());
                    var statement = locker.createStatement()) {
                locker.setAutoCommit(false);
                statement.execute("lock table rooms in access exclusive mode");
                var _ =
                        clock.scheduleAtFixedRate(
                                () -> {
                                    lists.add(callers.submit(timed("/api/v1/rooms")));
                                    searches.add(
                                            callers.submit(timed("/api/v1/directory?search=ada")));
                                },
                                0,
                                1_000_000 / A_SECOND,
                                TimeUnit.MICROSECONDS);
                var _ = clock.schedule(clock::shutdown, SECONDS, TimeUnit.SECONDS);
                meetingStarted(opened, opening);
                assertThat(clock.awaitTermination(SECONDS + 5, TimeUnit.SECONDS)).isTrue();
                unlocked = System.nanoTime();
                locker.rollback();
            }
            var free = Instant.now();
            await().atMost(Duration.ofSeconds(5))
                    .until(() ->
                            api.get(ADA, "/api/v1/rooms").status() == 200
                                    && api.seen(ADA, opened)
                                            .path("status")
                                            .asString()
                                            .equals("OPEN"));
            assertThat(Duration.between(free, Instant.now())).isLessThan(Duration.ofSeconds(5));

            for (var list : lists) {
                var refused = list.get();
                if (refused.began() > unlocked - Duration.ofSeconds(2).toNanos()) {
                    continue; // it may have waited for the end of the lock
                }
                waits.add(refused.took());
                if (refused.began() + refused.took().toNanos() > unlocked) {
                    continue; // too slow, which counts below, and then served
                }
                assertThat(refused.answer().status()).isEqualTo(503);
                assertThat(refused.answer().header("Retry-After")).isIn("1", "2");
                assertThat(refused.answer().text("/type")).isEqualTo("urn:problem:unavailable");
            }
            assertThat(waits).hasSizeGreaterThan(A_SECOND);
            waits.sort(null);
            assertThat(waits.get(waits.size() * 95 / 100)).isLessThan(Duration.ofSeconds(2));
            var served = 0;
            for (var search : searches) {
                served += search.get().answer().status() == 200 ? 1 : 0;
            }
            assertThat(served).isGreaterThanOrEqualTo(searches.size() * 95 / 100);
        }
    }

    private void meetingStarted(String room, String opening) {
        others.tell(
                "meetings.v1",
                "MeetingStarted",
                Map.of(
                        "room",
                        room,
                        "opening",
                        opening,
                        "revision",
                        1,
                        "at",
                        Instant.now().toString()));
    }

    @Test
    void F31_downloads_that_nobody_reads_take_no_turn_and_a_person_has_one_at_a_time()
            throws IOException {
        manyLines();
        List<Socket> downloads = new ArrayList<>();
        try {
            for (var i = 0; i < 12; i++) {
                var admin = admin(i);
                var download = download(admin);
                downloads.add(download);
                assertThat(statusOf(download)).isEqualTo("HTTP/1.1 200 ");
                if (i == 0) {
                    var second = api.get(admin, "/api/v1/ops/audit.csv");
                    assertThat(second.status()).isEqualTo(429);
                    assertThat(second.text("/type")).isEqualTo("urn:problem:download-under-way");
                }
            }
            for (var i = 0; i < 20; i++) {
                assertThat(api.get(ADA, "/api/v1/rooms").status()).isEqualTo(200);
            }
        } finally {
            for (var download : downloads) {
                download.close();
            }
            theAuditIsEmpty();
        }
        await().untilAsserted(() ->
                assertThat(api.get(admin(0), "/api/v1/ops/audit.csv").status()).isEqualTo(200));
    }

    private static Someone admin(int number) {
        return new Someone(
                "admin-" + number, "A", "STAFF", "0750001A", List.of(), List.of("ADMIN"));
    }

    private Socket download(Someone admin) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), api.uri("/").getPort()));
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(
                        "GET /api/v1/ops/audit.csv HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                                .formatted(tokens.of(admin))
                                .getBytes(US_ASCII));
        return socket;
    }

    private static String statusOf(Socket download) throws IOException {
        return new String(download.getInputStream().readNBytes(13), US_ASCII);
    }

    /// More than fits between two sockets.
    private void manyLines() {
        jdbc.sql(
                        """
                        insert into audit (at, what, result, people, detail)
                        select now(), 'OPEN', 'DONE', '{}', repeat('x', 2000)
                        from generate_series(1, 10000)
                        """)
                .update();
    }

    private void theAuditIsEmpty() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("set local role postgres").update();
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("delete from audit").update();
            jdbc.sql("delete from audit_checks").update();
        });
    }

    private Callable<Timed> timed(String path) {
        return () -> {
            var began = System.nanoTime();
            var answer = api.get(ADA, path);
            return new Timed(answer, began, Duration.ofNanos(System.nanoTime() - began));
        };
    }
}
