package aule.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTests {

    private static final Map<String, Kind> WORDS = Map.of(
            "tool", Kind.TEXT, "files", Kind.NUMBER, "outside", Kind.TRUTH, "paths", Kind.TEXTS, "args", Kind.OBJECT);

    private static final Map<String, Object> VALUES = Map.of(
            "tool",
            "delete",
            "files",
            7L,
            "outside",
            false,
            "paths",
            List.of("a.txt", "b/c.md"),
            "args",
            Map.of("path", "b", "force", true));

    private final Rules rules = RulesRoom.open().rules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tool == 'delete' && files > 5",
                "!outside",
                "paths.exists(p, p.endsWith('.md'))",
                "has(args.force) && args.force",
                "args.path.matches('^[a-z]$')",
                "size(paths) == 2"
            })
    void aTrueConditionHolds(String source) {
        assertThat(rules.condition(source, WORDS).holds(VALUES)).isTrue();
    }

    @Test
    void aFalseConditionDoesNotHold() {
        assertThat(rules.condition("files > 7", WORDS).holds(VALUES)).isFalse();
    }

    @Test
    void anUnknownVariableIsRefusedWithItsPlace() {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> rules.condition("tool == 'x' &&\n  colour == 'red'", WORDS))
                .returns(ErrorCode.INVALID, AuleException::code)
                .satisfies(e -> assertThat(e.faults().getFirst().message())
                        .startsWith("line 2, column 3:")
                        .contains("colour"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "tool > 3", "tool ==", "'a' + 1 == 'b'", "", "System.exit(1)", "tool.getClass()"})
    void whatIsNotATruthIsRefusedWhenItIsLoaded(String source) {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> rules.condition(source, WORDS))
                .returns(ErrorCode.INVALID, AuleException::code);
    }

    @Test
    void anAbsentMemberHasNoAnswer() {
        var condition = rules.condition("args.colour == 'red'", WORDS);

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> condition.holds(VALUES))
                .returns(ErrorCode.INVALID, AuleException::code)
                .withMessageContaining("args.colour");
    }

    @Test
    void anEndlessConditionIsRefused() {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> rules.condition("files > 1 || ".repeat(200) + "true", WORDS));
    }
}
