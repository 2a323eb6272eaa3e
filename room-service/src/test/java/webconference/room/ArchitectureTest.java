package webconference.room;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String[] ADAPTERS = {
        "webconference.room.kafka",
        "webconference.room.web",
        "webconference.room.jose",
        "webconference.room.network",
        "webconference.room.scheduling",
        "webconference.room.ldap"
    };
    private static final JavaClasses SERVICE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // Nor what Spring generated at an earlier build (0108).
                    .withImportOption(place -> !place.contains("__") && !place.contains("$$"))
                    .importPackages("webconference.room");

    @Test
    void the_domain_knows_no_subpackage() {
        noClasses()
                .that()
                .resideInAPackage("webconference.room")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("webconference.room.*")
                .check(SERVICE);
    }

    @Test
    void the_directory_knows_only_the_domain() {
        noClasses()
                .that()
                .resideInAPackage("webconference.room.directory")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("webconference.room.*")
                                .and(not(resideInAPackage("webconference.room.directory"))))
                .check(SERVICE);
    }

    @Test
    void no_capability_knows_an_adapter() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "webconference.room.access",
                        "webconference.room.directory",
                        "webconference.room.invitation",
                        "webconference.room.establishment",
                        "webconference.room.audit",
                        "webconference.room.history",
                        "webconference.room.operations",
                        "webconference.room.doorstep",
                        "webconference.room.privacy")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTERS)
                .check(SERVICE);
    }

    @Test
    void adapters_do_not_know_each_other() {
        slices().matching("webconference.room.(kafka|web|jose|network|scheduling|ldap)..")
                .should()
                .notDependOnEachOther()
                .check(SERVICE);
    }

    @Test
    void adapters_are_private() {
        classes()
                .that()
                .resideInAnyPackage(ADAPTERS)
                .and()
                .areTopLevelClasses()
                .and(not(simpleName("package-info")))
                .should()
                .bePackagePrivate()
                .check(SERVICE);
    }

    @Test
    void the_aggregate_reads_no_clock_and_throws_no_dice() {
        noClasses()
                .that()
                .haveSimpleNameStartingWith("Room")
                .and()
                .areAnnotatedWith(Entity.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(SERVICE);
    }

    /// So that every rule can be tested with a clock that was put forward. Spans are measured with
    /// `System.nanoTime()`, which is no time of day.
    @Test
    void the_time_is_asked_of_the_clock_only() {
        noClasses()
                .that()
                .doNotHaveSimpleName("RoomServiceApplication") // where the clock is made
                .should()
                .accessTargetWhere(
                        target(
                                fullNameMatching(
                                        "java[.]time[.]\\w+[.]now[(]([\\w.]+ZoneId)?[)]"
                                                + "|java[.]time[.]Clock[.](system|tick[A-Z]).*"
                                                + "|java[.]util[.]Date[.]<init>[(][)]"
                                                + "|java[.]lang[.]System[.]currentTimeMillis.*")))
                .check(SERVICE);
    }
}
