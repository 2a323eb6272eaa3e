package webconference.local.bbb;

import java.time.Duration;
import java.util.Set;

/// How the simulated server behaves; all of it can be changed while it runs.
///
/// @param delay how long each API call takes
/// @param fault what is wrong with the API's answers
/// @param faultyCalls the calls it is wrong with; all if empty
/// @param authenticatedGuest a hidden setting of real servers; their default is true
/// @param leaveAfter how long after their page went somebody has left
/// @param webhooks how callbacks are sent
record SimulatorSettings(
        Duration delay,
        Fault fault,
        Set<String> faultyCalls,
        boolean authenticatedGuest,
        Duration leaveAfter,
        Webhooks webhooks) {

    /// What can be wrong with an answer.
    enum Fault {
        NONE,
        /// HTTP 500 and no XML.
        ERROR_500,
        /// HTTP 200 and a page for people.
        HTML,
        /// XML that stops in the middle.
        CUT_XML,
        /// No answer, for a minute.
        HANG
    }

    /// Which bbb-webhooks is imitated; they sign in three incompatible ways.
    enum Generation {
        /// Up to 2.6.1.
        A,
        /// 3.0.0 to 3.3.1.
        B,
        /// From 3.4.0 on.
        C
    }

    /// How callbacks are sent.
    ///
    /// @param bearer the secret in a header instead of a checksum
    /// @param drop none arrives
    /// @param duplicate each arrives twice
    /// @param reorder each second one overtakes the one before it
    record Webhooks(
            Generation generation,
            boolean bearer,
            boolean drop,
            boolean duplicate,
            boolean reorder) {}

    static SimulatorSettings withDelay(Duration delay) {
        return new SimulatorSettings(
                delay,
                Fault.NONE,
                Set.of(),
                true,
                Duration.ofMillis(700),
                new Webhooks(Generation.C, false, false, false, false));
    }

    boolean isFaulty(String call) {
        return fault != Fault.NONE && (faultyCalls.isEmpty() || faultyCalls.contains(call));
    }
}
