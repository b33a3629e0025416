package org.filestoremigration.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rooms of the FileStore adapter: arrows one way only, and nothing of them in the library's public face. */
class FileStoreRoomsTest {

    private static final String ROOT = "org.filestoremigration.filestore";
    private static final String ENTITY = ROOT + ".entity";
    private static final String METRIC = ROOT + ".metric";
    private static final String DISK = ROOT + ".disk";
    private static final String YAML = ROOT + ".yaml";
    /** Beside the store's own face: what is done with its artifacts and spans. They use no other room. */
    private static final String ARTIFACT = ROOT + ".artifact";

    private static final String SPAN = ROOT + ".span";
    private static final List<String> ROOMS = List.of(ENTITY, METRIC, DISK, YAML);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.filestoremigration");

    @Test
    void everyClassIsInAKnownRoom() {
        for (String room : ROOMS) {
            assertThat(CLASSES.stream().filter(resideInAPackage(room))).as(room).hasSizeGreaterThan(5);
        }
        check(classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .resideInAnyPackage(ROOT, ENTITY, METRIC, DISK, YAML, ARTIFACT, SPAN));
    }

    @Test
    void roomsKnowNoRoomAboveThem() {
        check(knowsNot(ARTIFACT, ROOT, ENTITY, METRIC, DISK, YAML, SPAN));
        check(knowsNot(SPAN, ROOT, ENTITY, METRIC, DISK, YAML, ARTIFACT));
        check(knowsNot(ENTITY, ROOT));
        check(knowsNot(METRIC, ROOT, ENTITY, YAML));
        check(knowsNot(DISK, ROOT, ENTITY, METRIC, YAML));
        check(knowsNot(YAML, ROOT, ENTITY, METRIC, DISK));
    }

    @Test
    void onlyMetaYamlEntersTheRoomOfYaml() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(YAML)
                .and()
                .doNotHaveFullyQualifiedName(ENTITY + ".MetaYaml")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(YAML));
    }

    @Test
    void onlyTheRoomOfYamlKnowsTheYamlParser() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(YAML)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml.engine.."));
    }

    @Test
    void nobodyElseEntersTheRooms() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms()));
    }

    @Test
    void thePublicFaceIsTheseAndShowsNothingOfTheRooms() {
        assertThat(CLASSES.stream()
                        .filter(resideInAPackage(ROOT))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.isNestedClass())
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("FileStore", "FileStoreOptions", "FileStores");
        DescribedPredicate<JavaClass> ofARoom = resideInAnyPackage(rooms());
        check(noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(resideInAPackage(ROOT)
                        .and(DescribedPredicate.describe(
                                "are public", type -> type.getModifiers().contains(JavaModifier.PUBLIC))))
                .should()
                .haveRawReturnType(ofARoom)
                .orShould()
                .haveRawParameterTypes(DescribedPredicate.anyElementThat(ofARoom)));
    }

    private static ArchRule knowsNot(String room, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private static String[] rooms() {
        return ROOMS.toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(CLASSES);
    }
}
