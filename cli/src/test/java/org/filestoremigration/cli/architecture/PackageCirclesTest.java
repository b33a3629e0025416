package org.filestoremigration.cli.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No package uses another that uses it, directly or not; what jOOQ generates is left out. */
class PackageCirclesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .withImportOption(location -> !location.contains("/sql/jooq/"))
            .importPackages("org.filestoremigration");

    @Test
    void packagesFormNoCircle() {
        Set<String> packages = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages)
                .hasSizeGreaterThan(15)
                .contains(
                        "org.filestoremigration.domain.finding",
                        "org.filestoremigration.domain.migration",
                        "org.filestoremigration.domain.store",
                        "org.filestoremigration.filestore.disk",
                        "org.filestoremigration.sql",
                        "org.filestoremigration.sqlite",
                        "org.filestoremigration.verification.report",
                        "org.filestoremigration.cli");

        slices().matching("org.filestoremigration.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
