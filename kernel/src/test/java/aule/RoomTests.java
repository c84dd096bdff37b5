package aule;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.Room;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds every room to what its package-info says: its level, and the rooms it may use. */
class RoomTests {

    static final JavaClasses CODE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("aule");

    private static final Map<String, Room> ROOMS = CODE.getPackage("aule").getSubpackages().stream()
            .filter(room -> room.isAnnotatedWith(Room.class))
            .collect(toMap(JavaPackage::getRelativeName, room -> room.getAnnotationOfType(Room.class)));

    @Test
    void everyClassLivesInARoom() {
        assertThat(CODE).hasSizeGreaterThan(50);
        assertThat(CODE).allSatisfy(type -> assertThat(ROOMS).containsKey(room(type)));
    }

    @Test
    void roomsDeclareOnlyLowerRooms() {
        ROOMS.forEach((name, room) -> assertThat(room.uses())
                .as("uses of %s", name)
                .allSatisfy(used -> {
                    assertThat(ROOMS).containsKey(used);
                    assertThat(ROOMS.get(used).level()).as("level of %s", used).isLessThan(room.level());
                }));
    }

    @Test
    void roomsUseOnlyWhatTheyDeclare() {
        var trespasses =
                crossings().filter(it -> !declared(room(it.getOriginClass())).contains(room(it.getTargetClass())));
        assertThat(trespasses.map(Dependency::getDescription)).isEmpty();
    }

    @Test
    void roomsDeclareOnlyWhatTheyUse() {
        for (var name : ROOMS.keySet()) {
            var used = crossings()
                    .filter(it -> room(it.getOriginClass()).equals(name))
                    .map(it -> room(it.getTargetClass()))
                    .collect(toSet());
            assertThat(used).as("rooms that %s really uses", name).containsAll(declared(name));
        }
    }

    @Test
    void subPackagesArePrivateToTheirRoom() {
        var reaching =
                crossings().filter(it -> it.getTargetClass().getPackageName().matches("aule\\.[a-z]+\\..+"));
        assertThat(reaching.map(Dependency::getDescription)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "db"})
    void resourcesBelongToARoom(String folder) {
        var names = new File("src/main/resources", folder).list();
        assertThat(names).isNotEmpty();
        assertThat(Stream.of(names).map(name -> name.replace(".yaml", ""))).isSubsetOf(ROOMS.keySet());
    }

    /** The uses that leave one room for another; being annotated as a room is not using the kernel. */
    private static Stream<Dependency> crossings() {
        return CODE.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(it -> it.getTargetClass().getPackageName().startsWith("aule."))
                .filter(it -> !room(it.getOriginClass()).equals(room(it.getTargetClass())));
    }

    private static Set<String> declared(String room) {
        return Set.copyOf(List.of(ROOMS.get(room).uses()));
    }

    static String room(JavaClass type) {
        return type.getPackageName().replaceFirst("^aule\\.?([a-z]*).*", "$1");
    }
}
