package webconference.notification;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // Nor what Spring generated at an earlier build (0108).
                    .withImportOption(place -> !place.contains("__") && !place.contains("$$"))
                    .importPackages("webconference.notification");

    @Test
    void the_domain_knows_no_adapter() {
        noClasses()
                .that()
                .resideInAPackage("webconference.notification")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("webconference.notification.*")
                .check(OURS);
    }

    @Test
    void adapters_do_not_know_each_other() {
        slices().matching("webconference.notification.(*)..")
                .should()
                .notDependOnEachOther()
                .check(OURS);
    }

    @Test
    void adapters_are_private() {
        classes()
                .that()
                .resideInAPackage("webconference.notification.*")
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .check(OURS);
    }

    /// So that every rule can be tested with a clock that was put forward. Spans are measured with
    /// `System.nanoTime()`, which is no time of day.
    @Test
    void the_time_is_asked_of_the_clock_only() {
        noClasses()
                .that()
                .doNotHaveSimpleName("NotificationServiceApplication") // where the clock is made
                .should()
                .accessTargetWhere(
                        target(
                                fullNameMatching(
                                        "java[.]time[.]\\w+[.]now[(]([\\w.]+ZoneId)?[)]"
                                                + "|java[.]time[.]Clock[.](system|tick[A-Z]).*"
                                                + "|java[.]util[.]Date[.]<init>[(][)]"
                                                + "|java[.]lang[.]System[.]currentTimeMillis.*")))
                .check(OURS);
    }
}
