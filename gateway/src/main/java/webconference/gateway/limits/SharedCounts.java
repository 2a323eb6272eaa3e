package webconference.gateway.limits;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// What all instances have counted together.
///
/// An instance tells the others after a twentieth of a limit, or a second, whichever comes first:
/// most requests cost no statement, and two instances let a tenth too many through at the worst.
/// When the counts cannot be read everybody passes: limits protect, and must not be what fails.
@Component
class SharedCounts {

    private static final Logger log = LoggerFactory.getLogger(SharedCounts.class);

    private static final long SHARE_UNTOLD = 20;
    private static final Duration UNTOLD_AT_MOST = Duration.ofSeconds(1);
    private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final int MOST_AT_HAND = 20_000;
    private static final int MOST_REMOVED = 10_000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> table;
    private final Map<String, BucketProxy> atHand =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, BucketProxy> eldest) {
                    return size() > MOST_AT_HAND;
                }
            };

    SharedCounts(DataSource database) {
        this.table =
                Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                        .primaryKeyMapper(PrimaryKeyMapper.STRING)
                        .table("rate_limits")
                        .requestTimeout(ANSWER_WITHIN)
                        .expirationAfterWrite(
                                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                        KEPT_WHEN_FULL))
                        .build();
    }

    /// Counts one more of each.
    ///
    /// @return how long to wait, if one of them is used up; the ones before it are counted all the
    ///   same
    Optional<Duration> take(Collection<Count> counts) {
        try {
            for (var count : counts) {
                var probe = bucket(count).tryConsumeAndReturnRemaining(1);
                if (!probe.isConsumed()) {
                    return Optional.of(waitFor(probe));
                }
            }
        } catch (RuntimeException e) {
            log.warn("Requests are not counted: {}", e.toString());
        }
        return Optional.empty();
    }

    private static Duration waitFor(ConsumptionProbe probe) {
        return Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private BucketProxy bucket(Count count) {
        synchronized (atHand) {
            return atHand.computeIfAbsent(count.key(), key -> untouched(key, count.rate()));
        }
    }

    private BucketProxy untouched(String key, Rate rate) {
        var untold = Math.max(1, rate.most() / SHARE_UNTOLD);
        return table.builder()
                .withOptimization(
                        Optimizations.delaying(new DelayParameters(untold, UNTOLD_AT_MOST)))
                .build(key, () -> configuration(rate));
    }

    private static BucketConfiguration configuration(Rate rate) {
        return BucketConfiguration.builder()
                .addLimit(l -> l.capacity(rate.most()).refillGreedy(rate.most(), rate.within()))
                .build();
    }

    /// What is full again need not be remembered.
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forget() {
        while (table.removeExpired(MOST_REMOVED) == MOST_REMOVED) {
            log.debug("{} counts forgotten, looking for more", MOST_REMOVED);
        }
    }
}
