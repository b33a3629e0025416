package org.filestoremigration.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the modules, and what may stand where.
 *
 * <p>No rule passes on nothing: ArchUnit fails a rule whose subject matches no class, and {@link #seesEveryModule()}
 * holds the packages that the rules name against the classes that are there.
 */
class ArchitectureTest {

    private static final String ROOT = "org.filestoremigration";
    private static final String DOMAIN = ROOT + ".domain..";
    private static final String FILESTORE = ROOT + ".filestore..";
    private static final String SQL = ROOT + ".sql..";
    private static final String JOOQ = ROOT + ".sql.jooq..";
    private static final String SQLITE = ROOT + ".sqlite..";
    private static final String POSTGRESQL = ROOT + ".postgresql..";
    private static final String VERIFICATION = ROOT + ".verification..";
    private static final String CLI = ROOT + ".cli..";
    private static final String[] JDK = {"java..", "javax.."};
    private static final String ANNOTATIONS = "org.jspecify.annotations..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    @Test
    void seesEveryModule() {
        for (String module : List.of(DOMAIN, FILESTORE, SQL, JOOQ, SQLITE, POSTGRESQL, VERIFICATION, CLI)) {
            assertThat(CLASSES.stream().filter(resideInAPackage(module)))
                    .as(module)
                    .hasSizeGreaterThan(5);
        }
    }

    @Test
    void theDomainKnowsOnlyTheJdk() {
        check(classes()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JDK).or(resideInAnyPackage(DOMAIN, ANNOTATIONS))));
    }

    @Test
    void verificationKnowsOnlyTheDomainAndAJsonWriter() {
        check(classes()
                .that()
                .resideInAPackage(VERIFICATION)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JDK)
                        .or(resideInAnyPackage(VERIFICATION, DOMAIN, ANNOTATIONS, "tools.jackson.core.."))));
    }

    @Test
    void theFileStoreAdapterKnowsOnlyTheDomainAndAYamlParser() {
        check(classes()
                .that()
                .resideInAPackage(FILESTORE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JDK)
                        .or(resideInAnyPackage(FILESTORE, DOMAIN, ANNOTATIONS, "org.snakeyaml.engine.."))));
    }

    @Test
    void theSqlRoomKnowsNoDialectsAdapterAndNoDriver() {
        check(classes()
                .that()
                .resideInAPackage(SQL)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JDK)
                        .or(resideInAnyPackage(SQL, DOMAIN, ANNOTATIONS, "org.jooq..", "org.mapstruct.."))));
    }

    @Test
    void theSqliteAdapterKnowsNoOtherModuleThanTheDomainAndTheSqlRoom() {
        check(noClasses()
                .that()
                .resideInAPackage(SQLITE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FILESTORE, VERIFICATION, CLI, "org.snakeyaml.."));
    }

    @Test
    void thePostgresqlAdapterKnowsNoOtherModuleThanTheDomainAndTheSqlRoom() {
        check(noClasses()
                .that()
                .resideInAPackage(POSTGRESQL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FILESTORE, SQLITE, VERIFICATION, CLI, "org.snakeyaml.."));
    }

    @Test
    void nobodyKnowsTheCommandLine() {
        check(noClasses()
                .that(not(resideInAPackage(CLI)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CLI, "picocli.."));
    }

    @Test
    void theCommandLineKnowsNoLibraryOfTheAdapters() {
        check(noClasses()
                .that()
                .resideInAPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.jooq..",
                        "org.sqlite..",
                        "org.postgresql..",
                        "java.sql..",
                        "org.snakeyaml..",
                        "tools.jackson.."));
    }

    @Test
    void generatedTablesStayInTheSqlRoomAndTheAdaptersOfItsDialects() {
        check(noClasses()
                .that(not(resideInAnyPackage(SQL, SQLITE, POSTGRESQL)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(JOOQ));
    }

    @Test
    void namesSayWhatAClassIs() {
        // MapStruct generates the classes that end in MapperImpl.
        check(noClasses()
                .that(not(resideInAPackage(JOOQ)))
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|(?<!Mapper)Impl)(\\$.*)?"));
    }

    @Test
    void thePublicSurfaceOfTheAdaptersIsThese() {
        assertThat(publicTypes(ROOT + ".filestore", ROOT + ".filestore"))
                .containsExactly("FileStore", "FileStoreOptions", "FileStores");
        assertThat(publicTypes(SQL, JOOQ))
                .containsExactly(
                        "ColumnType",
                        "Cursor",
                        "Database",
                        "ExistingColumns",
                        "GroupedRows",
                        "LocationColumn",
                        "MlflowSchema",
                        "Revision",
                        "RowSelect",
                        "Rows",
                        "SqlStore",
                        "SqlStoreUpdater",
                        "SqlStoreWriter",
                        "Storage",
                        "TableColumns");
        assertThat(publicTypes(SQLITE, SQLITE))
                .containsExactly("SqliteLocations", "SqliteStore", "SqliteTarget", "SqliteTargetInUse");
        assertThat(publicTypes(POSTGRESQL, POSTGRESQL))
                .containsExactly(
                        "DatabaseUri",
                        "PostgresqlLocations",
                        "PostgresqlStore",
                        "PostgresqlTarget",
                        "PostgresqlTargetInUse");
        assertThat(publicTypes(CLI, CLI)).containsExactly("ExitCode", "Main");
    }

    private static List<String> publicTypes(String module, String except) {
        return CLASSES.stream()
                .filter(resideInAPackage(module))
                .filter(type ->
                        except.equals(module) || !resideInAPackage(except).test(type))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.isNestedClass() && !type.isAnnotatedWith("javax.annotation.processing.Generated"))
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .sorted()
                .toList();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(CLASSES);
    }
}
