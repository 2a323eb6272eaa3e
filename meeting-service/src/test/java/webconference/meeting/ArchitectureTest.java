package webconference.meeting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses ours =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("webconference.meeting");

    @Test
    void the_domain_knows_no_adapter() {
        noClasses()
                .that()
                .resideInAPackage("webconference.meeting")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("webconference.meeting.*")
                .check(ours);
    }

    @Test
    void adapters_do_not_know_each_other() {
        slices().matching("webconference.meeting.(*)").should().notDependOnEachOther().check(ours);
    }

    @Test
    void adapters_are_private() {
        classes()
                .that()
                .resideInAPackage("webconference.meeting.*")
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .check(ours);
    }

    @Test
    void aggregates_ask_no_clock() {
        noClasses()
                .that()
                .areAnnotatedWith(jakarta.persistence.Entity.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .check(ours);
    }
}
