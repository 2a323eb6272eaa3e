package webconference.gateway;

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
                    .importPackages("webconference.gateway");

    @Test
    void the_root_knows_no_part() {
        noClasses()
                .that()
                .resideInAPackage("webconference.gateway")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("webconference.gateway.*")
                .check(OURS);
    }

    @Test
    void parts_do_not_know_each_other() {
        slices().matching("webconference.gateway.(*)..")
                .should()
                .notDependOnEachOther()
                .check(OURS);
    }

    @Test
    void parts_are_private() {
        classes()
                .that()
                .resideInAPackage("webconference.gateway.*")
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .check(OURS);
    }
}
