package webconference.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("webconference.local");

    @Test
    void no_part_of_the_platform_knows_another() {
        slices().matching("webconference.local.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void nothing_here_knows_a_service() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "webconference.room..",
                        "webconference.meeting..",
                        "webconference.streaming..",
                        "webconference.notification..",
                        "webconference.gateway..",
                        "webconference.eventing..")
                .check(CLASSES);
    }
}
