package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ConfirmationEvent;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.policy.Confirmation;
import aule.policy.Confirmations.Decision;
import aule.policy.Confirmations.Memory;
import aule.policy.Confirmations.Resolution;
import aule.testkit.NoCommands;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that a rule refuses, or asks a person about. */
@Timeout(60)
class GuardedCallsTests extends WithProbes {

    @Nested
    class ACallThatIsRefused {

        @Test
        void namesTheToolsWhenThereIsNoSuchTool() throws Exception {
            var answer = answer("call-1", "Paint Picture!", "{}");

            assertThat(answer.error()).isEqualTo("not_found");
            assertThat(answer.output()).contains("There is no tool 'Paint Picture!'", "read_file", "exec");
            assertThat(answer.receiptId()).isNull();
            assertThat(events()).containsExactly(answer);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "💥", "_", "DROP TABLE", "a\u0000b"})
        void survivesAnyName(String name) throws Exception {
            assertThat(answer("call-1", name, "{}").error()).isEqualTo("not_found");
        }

        @Test
        void isNotAllowedToThisCaller() throws Exception {
            var outcome = tools.perform(
                    request(RUN, "call-1", "exec", "{\"command\":\"ls\"}", Set.of(new ToolName("read_file"))));

            var answer = answered(outcome);
            assertThat(answer.error()).isEqualTo("tool_not_allowed");
            assertThat(answer.output()).contains("read_file");
            assertThat(answer.receiptId()).isNull();
        }

        @Test
        void doesNotReachAToolByASlipOfTheName() throws Exception {
            var outcome = tools.perform(
                    request(RUN, "call-1", "delte", "{\"path\":\"a\"}", Set.of(new ToolName("read_file"))));

            assertThat(answered(outcome).error()).isEqualTo("tool_not_allowed");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "read_file|{}|/path",
                    "read_file|garbage {{{|path",
                    "write_file|{\"path\":\"a\"}|/content",
                })
        void namesTheFieldTheSchemaAndAnExample(String tool, String arguments, String field) throws Exception {
            var answer = answer("call-1", tool, arguments);

            assertThat(answer.error()).isEqualTo("invalid");
            assertThat(answer.output()).contains(field, "Its arguments: {", "For example: {");
            assertThat(events()).containsExactly(answer);
        }

        @Test
        void namesTheRuleThatDenies() throws Exception {
            var answer = answer("call-1", "read_file", "{\"path\":\"../secret\"}");

            assertThat(answer.error()).isEqualTo("policy_denied");
            assertThat(answer.output()).contains("rule 'closed-place'");
            assertThat(answer.receiptId()).isNull();
        }

        @Test
        void comesTooOften() throws Exception {
            for (var i = 0; i < CallLimit.DEFAULT.perMinute(); i++) {
                answer("bad-" + i, "read_file", "{}");
            }

            var outcome = tools.perform(request("call-1", "read_file", "{\"path\":\"a\"}"));
            var other = answered(tools.perform(request(new RunId("run-2"), "call-1", "list_dir", "{}", Set.of())));

            assertThat(outcome).isInstanceOfSatisfying(Tools.Outcome.Fails.class, it -> {
                assertThat(it.failure().code()).isEqualTo(ErrorCode.RATE_LIMITED);
                assertThat(it.failure().retryAfter()).isPresent();
            });
            assertThat(other.ok()).isTrue();
            clock.advance(Duration.ofMinutes(1));
            assertThat(answer("call-2", "list_dir", "{}").ok()).isTrue();
        }
    }

    @Nested
    class ACallThatAsksAPerson {

        @Test
        void waitsWithExactlyWhatWouldHappen() throws Exception {
            for (var i = 0; i < 6; i++) {
                write("d/" + i, "");
            }

            var asked = confirmations.find(OrgId.LOCAL, waits("call-1", "delete", "{\"path\":\"d\"}"));

            assertThat(asked.rule()).isEqualTo("many-files");
            assertThat(asked.arguments()).isEqualTo("{\"path\":\"d\"}");
            assertThat(asked.preview()).startsWith("delete d (6 files)").contains("d/0", "d/5");
            assertThat(folder.resolve("d/0")).exists();
            assertThat(events()).singleElement().isInstanceOf(ConfirmationEvent.Requested.class);
            assertThat(waits("call-1", "delete", "{\"path\":\"d\"}")).isEqualTo(asked.id());
        }

        @Test
        void happensAfterAYesOnce() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            resolve(id, Decision.APPROVE, null, "");

            var answer = answer("call-1", "reaches_out", "{\"text\":\"a\"}");

            assertThat(answer.ok()).isTrue();
            assertThat(calls.calls).hasValue(1);
            assertThat(receipt(answer)).returns("approved", Receipt::decision).returns("external", Receipt::rule);
            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> answer("call-1", "reaches_out", "{\"text\":\"a\"}"))
                    .returns(ErrorCode.CONFLICT, AuleException::code);
            assertThat(calls.calls).hasValue(1);
        }

        @Test
        void executesWhatWasApprovedAndNothingElse() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"shown\"}");
            resolve(id, Decision.APPROVE, null, "");

            answer("call-1", "reaches_out", "{\"text\":\"changed after the yes\"}");

            assertThat(called("call-1").arguments()).isEqualTo("{\"text\":\"shown\"}");
        }

        @Test
        void cannotLendItsYesToAnotherTool() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"shown\"}");
            resolve(id, Decision.APPROVE, null, "");

            assertThat(answer("call-1", "changes", "{\"text\":\"shown\"}").error())
                    .isEqualTo("policy_denied");
            assertThat(changes.calls).hasValue(0);
        }

        @Test
        void cannotLendItsYesToAnotherRunOrCall() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            resolve(id, Decision.APPROVE, null, "");

            assertThat(waits("call-2", "reaches_out", "{\"text\":\"a\"}")).isNotEqualTo(id);
            assertThat(tools.perform(
                            request(new RunId("run-2"), "call-1", "reaches_out", "{\"text\":\"a\"}", Set.of())))
                    .isInstanceOf(Tools.Outcome.Waits.class);
            assertThat(calls.calls).hasValue(0);
        }

        @Test
        void executesTheEditedArguments() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> resolve(id, Decision.EDIT, "{\"words\":\"b\"}", ""))
                    .returns(ErrorCode.INVALID, AuleException::code);
            resolve(id, Decision.EDIT, "{\"text\":\"b\"}", "");
            answer("call-1", "reaches_out", "{\"text\":\"a\"}");

            assertThat(called("call-1").arguments()).isEqualTo("{\"text\":\"b\"}");
        }

        @Test
        void isAskedOfThePolicyAgainAfterAnEdit() throws Exception {
            for (var i = 0; i < 6; i++) {
                write("d/" + i, "");
            }
            var id = waits("call-1", "delete", "{\"path\":\"d\"}");
            resolve(id, Decision.EDIT, "{\"path\":\"%s/d\"}".formatted(home), "");

            assertThat(answer("call-1", "delete", "{\"path\":\"d\"}").error()).isEqualTo("policy_denied");
            assertThat(folder.resolve("d/0")).exists();
        }

        @Test
        void doesNotHappenAfterANo() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            resolve(id, Decision.REJECT, null, "not today");

            var answer = answer("call-1", "reaches_out", "{\"text\":\"a\"}");

            assertThat(answer.error()).isEqualTo("policy_denied");
            assertThat(answer.output()).contains("not today");
            assertThat(calls.calls).hasValue(0);
        }

        @Test
        void doesNotHappenAfterItsRunEnded() throws Exception {
            waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            confirmations.cancel(OrgId.LOCAL, RUN, "The run was cancelled.");

            assertThat(answer("call-1", "reaches_out", "{\"text\":\"a\"}").error())
                    .isEqualTo("policy_denied");
        }

        @Test
        void isNotAskedAgainInARunThatIsTrusted() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            confirmations.resolve(PERSON, id, new Resolution(Decision.APPROVE, null, "", Memory.RUN));

            var answer = answer("call-2", "reaches_out", "{\"text\":\"b\"}");

            assertThat(answer.ok()).isTrue();
            assertThat(receipt(answer).decision()).isEqualTo("granted");
        }

        @Test
        void survivesTheEndOfTheKernel() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            var later = life(reopened());
            later.confirmations().resolve(PERSON, id, new Resolution(Decision.APPROVE, null, "", Memory.ONCE));

            var answer = answered(later.tools().perform(request("call-1", "reaches_out", "{\"text\":\"a\"}")));

            assertThat(answer.ok()).isTrue();
            assertThat(calls.calls).hasValue(1);
        }

        @Test
        void isACommandWhenNothingIsolates() throws Exception {
            sandbox = NoCommands.open();

            var asked = confirmations.find(OrgId.LOCAL, waits("call-1", "exec", "{\"command\":\"ls \u202e-la\"}"));

            assertThat(asked.rule()).isEqualTo("command-without-isolation");
            assertThat(asked.preview()).isEqualTo("ls \\u{202e}-la");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "rm -rf /|dangerous-command",
                    "sudo shutdown now|dangerous-command",
                    "rm -r d|many-files",
                    "rm d/*|many-files",
                    "cd / && rm -rf *|dangerous-command",
                })
        void isACommandThatDestroysBehindWalls(String command, String rule) throws Exception {
            for (var i = 0; i < 6; i++) {
                write("d/" + i, "");
            }

            var id = waits("call-1", "exec", "{\"command\":\"%s\"}".formatted(command));

            assertThat(confirmations.find(OrgId.LOCAL, id).rule()).isEqualTo(rule);
        }

        @Test
        void previewsAWriteAsADiff() throws Exception {
            Files.writeString(home.resolve("policy.yaml"), """
                    rules:
                      - {id: all, when: 'true', answer: confirm, reason: Everything asks.}
                    """);
            write("a.txt", "one\ntwo\n");

            var asked = confirmations.find(
                    OrgId.LOCAL, waits("call-1", "write_file", "{\"path\":\"a.txt\",\"content\":\"one\\n2\\n\"}"));

            assertThat(asked.preview()).isEqualTo("write a.txt (6 bytes)\n- two\n+ 2\n");
        }
    }

    @Nested
    class AQuestion {

        @Test
        void waitsAndAnswersWithThePersonsWords() throws Exception {
            var id = waits("call-1", "ask_user", "{\"question\":\"Which?\",\"options\":[\"red\",\"blue\"]}");
            var asked = confirmations.find(OrgId.LOCAL, id);
            assertThat(asked.kind()).isEqualTo(Confirmation.Kind.QUESTION);
            assertThat(asked.options()).containsExactly("red", "blue");
            assertThat(asked.preview()).isEqualTo("Which?");

            confirmations.resolve(PERSON, id, new Resolution(Decision.ANSWER, null, "blue", Memory.ONCE));
            var answer = answer("call-1", "ask_user", "{\"question\":\"Which?\"}");

            assertThat(answer.ok()).isTrue();
            assertThat(answer.output()).isEqualTo("blue");
            assertThat(answer.receiptId()).isNotNull();
        }

        @Test
        void mayGoUnanswered() throws Exception {
            var id = waits("call-1", "ask_user", "{\"question\":\"Which?\"}");
            resolve(id, Decision.REJECT, null, "no time");

            assertThat(answer("call-1", "ask_user", "{\"question\":\"Which?\"}").output())
                    .contains("no time");
        }
    }
}
