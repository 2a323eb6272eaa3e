package webconference.eventing;

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
    void services_see_the_outbox_what_they_put_into_it_the_inbox_the_dead_letters_and_channels() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveNameMatching(
                        ".*\\.(Channel(\\$Listener)?|Outbox|OutgoingEvent|Inbox|DeadLetters(\\$DeadLetter)?)")
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
}
