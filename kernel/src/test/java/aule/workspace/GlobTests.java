package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.py|a.py",
                "*.py|a/b/c.py",
                "*.py|.py",
                "a*|x/abc",
                "README|docs/README",
                "src/*.c|src/a.c",
                "/src/*.c|src/a.c",
                "./src/*.c|src/a.c",
                "src/**/a.c|src/a.c",
                "src/**/a.c|src/x/y/a.c",
                "**/a.c|a.c",
                "src/**|src/x/y",
                "**|a/b",
                "?.c|é.c",
                "[a-c].x|b.x",
                "[!a-c].x|d.x",
                "[]].x|].x",
                "[.x|[.x",
                "*.{js,ts}|a.ts",
                "{a,b/{c,d}}/x|b/d/x",
                "{a|{a",
                "\\*.c|*.c",
                "a(b).c|a(b).c",
                "a+b$|a+b$",
            })
    void matches(String pattern, String path) {
        assertThat(Glob.of(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.py|a.pyc",
                "README|READMEs",
                "README|README/x",
                "src/*.c|src/x/a.c",
                "src/*.c|lib/src/a.c",
                "src/**/a.c|src/xa.c",
                "a?c|a/c",
                "[!a-c].x|b.x",
                "x/[!a]b|x//b",
                "[z-a]|z",
                "*.{js,ts}|a.{js,ts}",
                "\\*.c|a.c",
                "a.c|abc",
            })
    void doesNotMatch(String pattern, String path) {
        assertThat(Glob.of(pattern).matches(path)).isFalse();
    }

    @Test
    void bracesMeanThemselvesToGit() {
        assertThat(Glob.ofGit("a{b,c}").matches("a{b,c}")).isTrue();
        assertThat(Glob.ofGit("a{b,c}").matches("ab")).isFalse();
    }

    @Test
    void refusesAnEndlessPattern() {
        assertThatThrownBy(() -> Glob.of("a".repeat(1_001)))
                .isInstanceOf(AuleException.class)
                .hasMessageContaining("1,001 characters");
    }
}
