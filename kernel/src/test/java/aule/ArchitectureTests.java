package aule;

import static aule.RoomTests.CODE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.SystemClock;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what the rooms' own declarations cannot say. */
class ArchitectureTests {

    private static final int LONGEST_FILE = 400;

    /** What an upper room does within the journal's transaction. */
    private static final Set<String> PORTS = Set.of("Projection", "Neighbours");

    private static final Set<String> CONNECTING = Set.of(
            "java.net.Socket",
            "java.net.DatagramSocket",
            "java.net.HttpURLConnection",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.AsynchronousSocketChannel");

    @Test
    void theKernelIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("aule.kernel")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("aule.kernel", "java..", "org.jspecify..", "com.fasterxml.jackson.annotation")
                .because("the vocabulary must read and test without any library")
                .check(CODE);
    }

    @ParameterizedTest
    @CsvSource({
        "io.javalin.., aule.gateway",
        "org.eclipse.jetty.., aule.gateway",
        "com.networknt.., aule.schema",
        "com.github.victools.., aule.schema",
        "dev.cel.., aule.rules",
        "com.zaxxer.., aule.store",
        "org.flywaydb.., aule.store",
        "com.github.f4b6a3.., aule.store",
        "com.github.dockerjava.., aule.sandbox",
        "org.eclipse.jgit.., aule.workspace..",
        "com.google.re2j.., aule.workspace",
        "org.apache.tika.., aule.workspace.artifacts",
        "javax.imageio.., aule.workspace.artifacts",
        "com.github.kagkarlsson.., aule.dispatch",
        "com.pty4j.., aule.sandbox",
        "com.sun.jna.., aule.sandbox",
        "okhttp3.., aule.egress",
        "okio.., aule.egress",
        "io.github.resilience4j.., aule.breaker",
        "de.kherud.., aule.models.gguf.child",
        "ai.onnxruntime.., aule.models.minilm",
        "tools.jackson.dataformat.csv.., aule.budget.bills",
        "org.jsoup.., aule.web..",
        "net.dankito.readability4j.., aule.web.reading",
        "com.vladsch.flexmark.., aule.web.reading",
        "org.apache.pdfbox.., aule.web.reading",
        "org.mozilla.universalchardet.., aule.web.reading",
        "crawlercommons.., aule.web",
    })
    void librariesHaveOneHome(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("a library behind one door can be replaced")
                .check(CODE);
    }

    /** What opens a connection, or would; the launcher's own training calls the kernel it has just started. */
    @Test
    void nothingElseOpensConnections() {
        noClasses()
                .that()
                .resideOutsideOfPackage("aule.egress")
                .and()
                .haveSimpleNameNotEndingWith("Training")
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("open connections") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getPackageName().startsWith("java.net.http")
                                || type.getPackageName().startsWith("javax.net")
                                || CONNECTING.contains(type.getName());
                    }
                })
                .because("there is one way out to the network, and it looks at where a request goes")
                .check(CODE);
    }

    @Test
    void sqlStaysInClassesNamedForIt() {
        noClasses()
                .that(new DescribedPredicate<JavaClass>("are not named for SQL") {
                    @Override
                    public boolean test(JavaClass type) {
                        var outermost = type.getName().replaceFirst("\\$.*", "");
                        var name = outermost.substring(outermost.lastIndexOf('.') + 1);
                        return !name.startsWith("Sql") && !name.endsWith("Room") && !PORTS.contains(name);
                    }
                })
                .and()
                .resideOutsideOfPackages("aule.store", "aule.boot", "aule.dispatch")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..")
                .because("whoever looks for SQL looks for Sql*")
                .check(CODE);
    }

    @Test
    void handlersLiveAtTheEdge() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Api")
                .should()
                .bePackagePrivate()
                .check(CODE);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Processor|Base|Dto|VO)$")
                .because("these endings name a habit, not a responsibility")
                .check(CODE);
    }

    @Test
    void timeIsInjected() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(SystemClock.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a test must be able to stop the clock; take an InstantSource")
                .check(CODE);
    }

    @Test
    void nothingMutableIsStatic() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("two runs must never meet in a static field")
                .check(CODE);
    }

    @Test
    void failuresAreNamedAndLogged() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CODE);
        noClasses()
                .that()
                .resideOutsideOfPackage("aule.boot")
                .should(ACCESS_STANDARD_STREAMS)
                .because("what happens is logged; only the launcher's side prints")
                .check(CODE);
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = CODE.getPackage("aule").getSubpackagesInTree().stream()
                .filter(it -> !it.getClasses().isEmpty())
                .filter(it -> !it.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        assertThat(unmarked).isEmpty();
    }

    @Test
    void filesStayShort() throws IOException {
        var tooLong = new ArrayList<String>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source :
                    sources.filter(it -> it.toString().endsWith(".java")).toList()) {
                var lines = Files.readAllLines(source).size();
                if (lines > LONGEST_FILE) {
                    tooLong.add("%s has %d lines".formatted(source, lines));
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
