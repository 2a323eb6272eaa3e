package webconference.eventing;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    static final JavaClasses EVENTING =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("webconference.eventing");

    @Test
    void services_see_outbox_inbox_dead_letters_channels_and_their_log() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveNameMatching(
                        ".*\\.(Channel(\\$(Listener|Notice))?|Outbox|OutgoingEvent|Inbox|OneLineMessage"
                                + "|DeadLetters(\\$(DeadLetter|Outcome|Unreachable))?)")
                .check(EVENTING);
    }

    @Test
    void it_knows_no_service_and_no_event() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "webconference.room..",
                        "webconference.meeting..",
                        "webconference.streaming..",
                        "webconference.notification..",
                        "webconference.gateway..")
                .check(EVENTING);
    }

    /// Events carry the time their service gives them, and rows the database's. Spans are measured
    /// with `System.nanoTime()`.
    @Test
    void it_asks_the_machine_for_no_time() {
        noClasses()
                .should()
                .accessTargetWhere(
                        target(
                                fullNameMatching(
                                        "java[.]time[.]\\w+[.]now[(]([\\w.]+ZoneId)?[)]"
                                                + "|java[.]time[.]Clock[.](system|tick[A-Z]).*"
                                                + "|java[.]util[.]Date[.]<init>[(][)]"
                                                + "|java[.]lang[.]System[.]currentTimeMillis.*")))
                .check(EVENTING);
    }
}
