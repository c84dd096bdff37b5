package aule.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.schema.Json;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A language in which code is run, and how its interpreter is spoken to. */
enum Language {
    PYTHON("python3", "python3"),
    JAVASCRIPT("node", "nodejs"),
    SHELL("bash", "bash"),
    HTML("", "");

    /** Descriptor 3 is for answers and 4 for requests; what the code prints goes one way, errors included. */
    private static final String BEHIND = "exec 3>&2 2>&1 4<&0 0</dev/null; exec \"$@\"";

    /** An interactive bash survives an interrupt; it is told to be silent before it says anything else. */
    private static final String BASH = "exec 3>&2; exec bash --norc --noprofile --noediting -i 2>/dev/null";

    private static final String BASH_BEGINS = "PS1=; PS2=; unset HISTFILE; exec 2>&1\n";

    private final String program;
    private final String pack;

    Language(String program, String pack) {
        this.program = program;
        this.pack = pack;
    }

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The interpreter's name. */
    String program() {
        return program;
    }

    /** The package that brings the interpreter on Debian and Ubuntu. */
    String pack() {
        return pack;
    }

    List<String> argv() {
        return switch (this) {
            case PYTHON ->
                List.of("/bin/sh", "-c", BEHIND, "sh", program, "-u", "-X", "utf8", "-c", driver("python.py"));
            case JAVASCRIPT -> List.of("/bin/sh", "-c", BEHIND, "sh", program, "-e", driver("javascript.js"));
            case SHELL -> List.of("/bin/sh", "-c", BASH);
            case HTML -> throw new IllegalStateException("A page has no interpreter.");
        };
    }

    /** What is said before the first request. */
    String begins() {
        return this == SHELL ? BASH_BEGINS : "";
    }

    /** One piece of code as the interpreter reads it. */
    String request(int id, String code) {
        if (this != SHELL) {
            return Json.wire().writeValueAsString(Map.of("id", id, "code", code)) + "\n";
        }
        var packed = Base64.getEncoder().encodeToString(code.getBytes(UTF_8));
        return """
                eval "$(printf %%s %s | base64 -d)" </dev/null
                __code=$?; printf '\\036%d\\036'; printf '{"id":%d,"exit_code":%%d}\\n' "$__code" >&3
                """.formatted(packed, id, id);
    }

    private static String driver(String name) {
        try (var file = Objects.requireNonNull(Language.class.getResourceAsStream("/tools/" + name))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
