package aule.policy;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.ToolName;
import aule.rules.RulesRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTests {

    @TempDir
    private Path home;

    private PolicyFile file;
    private Policy policy;
    private long written;

    @BeforeEach
    void opensAFreshHome() {
        file = new PolicyFile(home.resolve("policy.yaml"), RulesRoom.open().rules());
        file.seed();
        policy = new Policy(file);
    }

    @Nested
    class TheFirstRules {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    // tool | effect | files | outside | command | isolated | decision
                    "read_file|read|0|false||true|allow:reading",
                    "list_dir|read|0|false||false|allow:reading",
                    "read_file|read|0|true||true|confirm:outside",
                    "write_file|write|0|false||true|allow:workspace",
                    "write_file|write|0|true||true|confirm:outside",
                    "delete|write|1|false||true|allow:workspace",
                    "delete|write|5|false||true|allow:workspace",
                    "delete|write|6|false||true|confirm:many-files",
                    "exec|write|0|false|ls -la|true|allow:workspace",
                    "exec|write|0|false|ls -la|false|confirm:command-without-isolation",
                    "exec|write|0|false|rm -rf /|true|confirm:dangerous-command",
                    "exec|write|0|false|rm -rf /|false|confirm:dangerous-command",
                    "exec|write|12|false|rm -r build|true|confirm:many-files",
                    "exec|write|0|true|ls|true|deny:command-outside",
                    "web_fetch|external|0|false||true|confirm:external",
                    "odd|unheard|0|false||true|deny:default",
                })
        void decide(
                String tool,
                String effect,
                int files,
                boolean outside,
                String command,
                boolean isolated,
                String brief) {
            var text = command == null ? "" : command;
            var action = action(tool, effect, Map.of("path", "a"), files, outside, text, isolated);

            var verdict = policy.decide(action);

            assertThat(verdict.brief()).isEqualTo(brief);
            assertThat(verdict.reason()).isNotBlank();
        }

        @Test
        void areACopyThatAPersonMayEdit() {
            assertThat(home.resolve("policy.yaml")).content().contains("dangerous-command");
            assertThat(policy.rules()).hasSize(9);
            assertThat(policy.problem()).isEmpty();
        }

        @Test
        void doNotReplaceThoseOfAPerson() throws IOException {
            write("rules: []");
            file.seed();

            assertThat(policy.rules()).containsExactly(Policy.CLOSED);
        }

        @Test
        void neverOpenAClosedPlace() throws IOException {
            write("""
                    rules:
                      - id: all
                        when: 'true'
                        answer: allow
                        reason: Anything goes.
                    """);
            var action = new Action(
                    new ToolName("read_file"),
                    "read",
                    Map.of(),
                    List.of("/etc/shadow"),
                    0,
                    true,
                    true,
                    "",
                    true,
                    1,
                    new PersonaId("pers-coder"),
                    new ProjectId("proj-default"));

            assertThat(policy.decide(action).brief()).isEqualTo("deny:closed-place");
        }
    }

    @Nested
    class AChangedFile {

        @Test
        void isFollowedByTheNextDecision() throws IOException {
            assertThat(policy.decide(reading()).brief()).isEqualTo("allow:reading");

            write("""
                    rules:
                      - id: no-secrets
                        when: paths.exists(p, p.endsWith('.env'))
                        answer: deny
                        reason: Secrets stay where they are.
                      - id: rest
                        when: 'true'
                        answer: confirm
                        reason: Everything else asks.
                    """);

            assertThat(policy.decide(reading()).brief()).isEqualTo("deny:no-secrets");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "rules: [|not YAML",
                    "something: else|no list",
                    "rules: [{id: a, when: colour == 1, answer: allow, reason: x}]|rule 'a'",
                    "rules: [{id: a, when: 'true', answer: perhaps, reason: x}]|perhaps",
                    "rules: [{id: a, when: 'true', answer: allow}]|needs",
                    "rules: [{id: a b, when: 'true', answer: allow, reason: x}]|id of its own",
                    "''|'rules'",
                })
        void thatIsBrokenLeavesTheLastGoodRulesInForce(String content, String says) throws IOException {
            write("rules: [{id: own, when: 'true', answer: deny, reason: Nothing today.}]");
            assertThat(policy.decide(reading()).brief()).isEqualTo("deny:own");

            write(content);

            assertThat(policy.decide(reading()).brief()).isEqualTo("deny:own");
            assertThat(policy.problem()).contains(says);
        }

        @Test
        void thatIsGoneLeavesTheLastGoodRulesInForce() throws IOException {
            write("rules: [{id: own, when: 'true', answer: deny, reason: Nothing today.}]");
            assertThat(policy.decide(reading()).brief()).isEqualTo("deny:own");

            Files.delete(home.resolve("policy.yaml"));

            assertThat(policy.decide(reading()).brief()).isEqualTo("deny:own");
            assertThat(policy.problem()).contains("missing");
        }

        @Test
        void thatWasBrokenFromTheStartGivesTheFirstRules() throws IOException {
            write("rules: oh no");

            assertThat(policy.decide(action("delete", "write", Map.of(), 9, false, "", true))
                            .brief())
                    .isEqualTo("confirm:many-files");
            assertThat(policy.problem()).isNotBlank();
        }

        @Test
        void isReportedUntilItIsMended() throws IOException {
            write("rules: oh no");
            assertThat(policy.problem()).isNotBlank();

            write("rules: []");

            assertThat(policy.problem()).isEmpty();
            assertThat(policy.decide(reading()).brief()).isEqualTo("deny:default");
        }
    }

    @Nested
    class AConditionWithoutAnAnswer {

        @Test
        void restricts() throws IOException {
            write("""
                    rules:
                      - {id: strict, when: args.nowhere == 'x', answer: confirm, reason: Asks.}
                      - {id: rest, when: 'true', answer: allow, reason: Fine.}
                    """);

            assertThat(policy.decide(reading()).brief()).isEqualTo("confirm:strict");
        }

        @Test
        void neverAllows() throws IOException {
            write("rules: [{id: lax, when: args.nowhere == 'x', answer: allow, reason: Fine.}]");

            assertThat(policy.decide(reading()).brief()).isEqualTo("deny:default");
        }
    }

    /** Moves the time by hand, because a test writes faster than a file system counts. */
    private void write(String content) throws IOException {
        var path = home.resolve("policy.yaml");
        Files.writeString(path, content);
        Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(1_000_000 + written++)));
    }

    private static Action reading() {
        return action("read_file", "read", Map.of("path", ".env"), 0, false, "", true);
    }

    private static Action action(
            String tool,
            String effect,
            Map<String, Object> arguments,
            int files,
            boolean outside,
            String command,
            boolean isolated) {
        return new Action(
                new ToolName(tool),
                effect,
                arguments,
                List.of(".env"),
                files,
                outside,
                false,
                command,
                isolated,
                isolated ? 1 : 4,
                new PersonaId("pers-coder"),
                new ProjectId("proj-default"));
    }
}
