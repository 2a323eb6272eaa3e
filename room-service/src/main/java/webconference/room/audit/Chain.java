package webconference.room.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The chain that the audit's lines make: each is sealed with a hash of itself and of the one
/// before. Whoever alters, removes or inserts a line breaks it from there on.
///
/// Lines are sealed after their commit, all by one hand at a time: were each to wait for the one
/// before, all changes of the platform would wait for each other.
@Service
public class Chain {

    private static final Logger log = LoggerFactory.getLogger(Chain.class);
    private static final long LOCK = 0x617564697400L; // of the one hand
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    Chain(JdbcClient jdbc, JdbcTemplate batches, MeterRegistry meters, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        Gauge.builder(
                        "audit.chain.intact",
                        this,
                        chain ->
                                chain.lastCheck()
                                        .map(c -> c.intact() ? 1.0 : 0.0)
                                        .orElse(Double.NaN))
                .description("Whether the last look at the audit's chain found it whole")
                .register(meters);
        Gauge.builder("audit.chain.checked", this, Chain::sinceLastCheck)
                .description("How long ago the audit's chain was looked at")
                .baseUnit("seconds")
                .register(meters);
    }

    /// What a look at the chain found.
    ///
    /// @param lines how many were looked at
    /// @param position how far the chain goes, or how far it held
    public record Check(
            OffsetDateTime at, long lines, long position, boolean intact, String finding) {}

    private record Link(long position, byte[] hash) {}

    /// Seals what is not sealed yet.
    ///
    /// @return whether there may be more
    @Transactional
    public boolean seal() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
        var last =
                jdbc.sql(
                                "select position, hash from audit where position is not null order by position desc limit 1")
                        .query((row, _) -> new Link(row.getLong("position"), row.getBytes("hash")))
                        .optional()
                        .orElseGet(() -> new Link(0, SealedLine.nothing()));
        var lines =
                jdbc.sql(
                                "select "
                                        + SealedLine.COLUMNS
                                        + " from audit where hash is null order by line limit ?")
                        .param(BATCH)
                        .query(SealedLine::of)
                        .list();
        var position = last.position();
        var hash = last.hash();
        var seals = new java.util.ArrayList<Object[]>();
        for (var line : lines) {
            position++;
            var next = line.hashAfter(hash, position);
            seals.add(new Object[] {position, hash, next, line.line()});
            hash = next;
        }
        batches.batchUpdate(
                "update audit set position = ?, previous = ?, hash = ? where line = ?",
                seals,
                new int[] {Types.BIGINT, Types.BINARY, Types.BINARY, Types.BIGINT});
        return lines.size() == BATCH;
    }

    /// Looks at the whole chain, and keeps what it found. The hash of its end goes to the log,
    /// which is kept elsewhere: not even who owns the database can make another chain that ends so.
    public Check verify() {
        var walk = new Walk();
        List<SealedLine> lines;
        do {
            lines =
                    jdbc.sql(
                                    "select "
                                            + SealedLine.COLUMNS
                                            + " from audit where position > ? order by position limit ?")
                            .params(walk.position, BATCH)
                            .query(SealedLine::of)
                            .list();
            lines.forEach(walk::meet);
        } while (lines.size() == BATCH && walk.finding.isEmpty());
        missingEnd(walk).ifPresent(walk::find);
        var check =
                new Check(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        walk.lines,
                        walk.position,
                        walk.finding.isEmpty(),
                        walk.finding);
        jdbc.sql(
                        """
                        insert into audit_checks (at, lines, position, hash, intact, finding)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        check.at(),
                        check.lines(),
                        check.position(),
                        walk.hash,
                        check.intact(),
                        check.finding())
                .update();
        var end = HexFormat.of().formatHex(walk.hash);
        if (check.intact()) {
            log.info(
                    "The audit's chain holds: {} lines, end {} {}",
                    check.lines(),
                    check.position(),
                    end);
        } else {
            log.error(
                    "The audit's chain is broken: {}; it held to {} {}",
                    check.finding(),
                    check.position(),
                    end);
        }
        return check;
    }

    /// Where the chain ended at the last look it must still go on from.
    private Optional<String> missingEnd(Walk walk) {
        return jdbc.sql(
                        """
                        select c.position from audit_checks c
                        where c.intact and c.position >= :first and c.position > 0
                            and not exists (
                                select from audit a where a.position = c.position and a.hash = c.hash)
                        order by c.at desc limit 1
                        """)
                .param("first", walk.first)
                .query(Long.class)
                .optional()
                .map(position ->
                        "line at %d is not the one that was seen there".formatted(position));
    }

    public Optional<Check> lastCheck() {
        return jdbc.sql("select * from audit_checks order by at desc limit 1")
                .query((row, _) ->
                        new Check(
                                row.getObject("at", OffsetDateTime.class),
                                row.getLong("lines"),
                                row.getLong("position"),
                                row.getBoolean("intact"),
                                row.getString("finding")))
                .optional();
    }

    private double sinceLastCheck() {
        return lastCheck()
                .map(c ->
                        (double) Duration.between(c.at().toInstant(), clock.instant()).toSeconds())
                .orElse(Double.NaN);
    }

    /// A walk along the chain. It starts at the oldest line that is kept, which says itself what it
    /// came after; the next one confirms it.
    private static final class Walk {
        private long lines;
        private long first;
        private long position;
        private byte[] hash = SealedLine.nothing();
        private String finding = "";

        void meet(SealedLine line) {
            if (!finding.isEmpty()) {
                return;
            }
            if (lines == 0 && line.position() > 1) {
                first = line.position();
                position = line.position() - 1;
                hash = line.previous();
            }
            if (line.position() != position + 1) {
                find("line at %d is missing".formatted(position + 1));
            } else if (!Arrays.equals(line.previous(), hash)) {
                find("line %d does not follow the one before it".formatted(line.line()));
            } else if (!Arrays.equals(line.hash(), line.hashAfter(hash, line.position()))) {
                find("line %d is not as it was written".formatted(line.line()));
            } else {
                lines++;
                position = line.position();
                hash = line.hash();
            }
        }

        void find(String what) {
            if (finding.isEmpty()) {
                finding = what;
            }
        }
    }
}
