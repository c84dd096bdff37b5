package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Words that would be commands if any shell of ours read them: they arrive as they were, and nothing happens. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class InjectionContract extends WithSandbox {

    private static final List<String> COMMANDS = List.of("touch HACKED", "id>HACKED", ">HACKED", "exec touch HACKED");

    /** Each has a command where a shell, or something with a language of its own, would run it. */
    private static final List<String> FORMS = List.of(
            "; %s",
            ";%s;",
            "& %s",
            "&& %s",
            "| %s",
            "|| %s",
            "|& %s",
            "\n%s\n",
            "\r\n%s",
            "\r%s",
            "\t;%s",
            "$(%s)",
            "\"$(%s)\"",
            "`%s`",
            "\"`%s`\"",
            "'; %s; '",
            "\"; %s; \"",
            "'\"; %s; \"'",
            "\\'; %s; #",
            "\\\"; %s; #",
            "\\; %s",
            "\\\n; %s",
            "$'\\n%s'",
            "${IFS}%s",
            "${x:=$(%s)}",
            "${x@P}$(%s)",
            "$((a[$(%s)]))",
            "<(%s)",
            ">(%s)",
            "<<<$(%s)",
            "<<E\n$(%s)\nE",
            "() { :;}; %s",
            "{ %s; }",
            "( %s )",
            "! %s",
            "if true; then %s; fi",
            "while :; do %s; break; done",
            "case x in x) %s;; esac",
            "eval %s",
            "exec %s",
            ". /dev/stdin; %s",
            "trap '%s' EXIT",
            "-- ; %s",
            "-c %s",
            "--; sh -c '%s'",
            "-exec %s ;",
            "--exec=%s",
            "-oProxyCommand=%s",
            "--upload-pack=%s",
            "A=1 %s",
            "AULE=$(%s)",
            "%%s $(%s)",
            "%%n%%x; %s",
            "\u202e; %s",
            "\u2028%s",
            "\uff1b %s",
            "\u00a0; %s",
            "\u0001; %s",
            "\u001b]0;%s\u0007",
            "aule-octal:\\073 %s",
            "aule-octal:\\0044\\0050%s\\0051",
            "~; %s",
            "*; %s",
            "?[a-z]{1,2}; %s",
            "#; %s",
            "^; %s",
            "'%s",
            "\"%s",
            "`%s",
            "$(%s",
            "\\",
            "",
            " ",
            "-",
            "--",
            "=",
            "$@; %s",
            "$*;%s",
            "$0 -c '%s'",
            "$1;%s",
            "3>&1; %s",
            "0</.input; %s",
            "/proc/self/fd/3; %s");

    protected static List<String> words() {
        var all = new ArrayList<String>();
        for (var form : FORMS) {
            COMMANDS.forEach(it -> all.add(form.contains("%") ? form.formatted(it) : form));
        }
        return all;
    }

    @Test
    void argumentsArriveAsTheyWere() throws InterruptedException {
        var words = words();
        assertThat(words).hasSizeGreaterThan(300);
        var argv = new ArrayList<>(List.of("python3", "-c", "import sys\nfor a in sys.argv[1:]: print(ascii(a))"));
        argv.addAll(words);

        var outcome = run(command(argv.toArray(String[]::new)));
        assertThat(outcome.stdout().lines().toList())
                .isEqualTo(words.stream().map(InjectionContract::ascii).toList());
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void theNameOfAProgramIsOnlyAName() throws InterruptedException {
        for (var word : List.of(
                "eval",
                "exit",
                ".",
                "true; touch HACKED",
                "$(touch HACKED)",
                "touch HACKED",
                "|",
                "A=1",
                "-c",
                "--help")) {
            var outcome = run(command(word, "touch HACKED"));

            assertThat(outcome.exitCode()).as(word).isIn(126, 127);
        }
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void variablesArriveAsTheyWere() throws InterruptedException {
        var variables = new LinkedHashMap<String, String>();
        words().forEach(it -> variables.put("V" + variables.size(), it));
        var program =
                "import os\nfor n in range(%d): print(ascii(os.environ['V%%d' %% n]))".formatted(variables.size());

        var outcome = run(withEnvironment(command("python3", "-c", program), variables));
        assertThat(outcome.stdout().lines().toList())
                .as(outcome.stderr())
                .isEqualTo(variables.values().stream()
                        .map(InjectionContract::ascii)
                        .toList());
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void noNameOfAVariableIsMoreThanAName() {
        for (var word : words()) {
            assertThatThrownBy(() -> run(withEnvironment(command("true"), Map.of(word, "x"))))
                    .as(word)
                    .isInstanceOfSatisfying(
                            AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID));
        }
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void theInputArrivesAsItWas() throws InterruptedException {
        var input = String.join("\n", words());

        assertThat(run(withInput(limited(command("cat"), wide()), input)).stdout())
                .isEqualTo(input);
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void aFolderWithAnyNameIsAWorkingFolder() throws InterruptedException, IOException {
        var names = List.of("a;touch HACKED", "$(touch HACKED)", "`touch HACKED`", "-c touch", "a\nb", "' \" \\", "*");
        for (var name : names) {
            Files.createDirectory(workspace.resolve(name));
        }
        for (var name : names) {
            var outcome = run(inFolder(command("touch", "here"), name));
            assertThat(outcome.exitCode()).as(name + outcome.stderr()).isZero();
            assertThat(workspace.resolve(name).resolve("here")).exists();
        }
        try (var found = Files.walk(workspace)) {
            assertThat(found.map(it -> it.getFileName().toString())).doesNotContain("HACKED");
        }
    }

    private static Sandbox.Limits wide() {
        return new Sandbox.Limits(512L << 20, 1.0, 64, 256, 256 * 1024);
    }

    /** As python's {@code ascii} writes a text. */
    private static String ascii(String text) {
        var quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        var out = new StringBuilder().append(quote);
        text.codePoints().forEach(it -> {
            switch (it) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (it == quote) {
                        out.append('\\').append(quote);
                    } else if (it < 32 || it == 127 || (it > 127 && it < 256)) {
                        out.append("\\x%02x".formatted(it));
                    } else if (it > 255) {
                        out.append("\\u%04x".formatted(it));
                    } else {
                        out.appendCodePoint(it);
                    }
                }
            }
        });
        return out.append(quote).toString();
    }
}
