package webconference.streaming;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String DOMAIN = "webconference.streaming";
    private static final JavaClasses SERVICE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // Nor what Spring generated at an earlier build (0108).
                    .withImportOption(place -> !place.contains("__") && !place.contains("$$"))
                    .importPackages(DOMAIN);

    @Test
    void the_domain_knows_no_adapter() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(DOMAIN + ".*..")
                .check(SERVICE);
    }

    @Test
    void adapters_do_not_know_each_other() {
        slices().matching(DOMAIN + ".(*)..").should().notDependOnEachOther().check(SERVICE);
    }

    @Test
    void adapters_are_private() {
        classes()
                .that()
                .resideInAPackage(DOMAIN + ".*..")
                .and()
                .areTopLevelClasses()
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .check(SERVICE);
    }

    @Test
    void the_domain_calls_no_framework() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .and()
                .doNotHaveSimpleName("StreamingServiceApplication")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.jdbc..",
                        "org.springframework.kafka..",
                        "org.springframework.web..",
                        "com.github.kagkarlsson..",
                        "com.nimbusds..",
                        "io.github.resilience4j..",
                        "io.micrometer..")
                .check(SERVICE);
    }

    /// So that every rule can be tested with a clock that was put forward. Spans are measured with
    /// `System.nanoTime()`, which is no time of day.
    @Test
    void the_time_is_asked_of_the_clock_only() {
        noClasses()
                .that()
                .doNotHaveSimpleName("StreamingServiceApplication") // where the clock is made
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
