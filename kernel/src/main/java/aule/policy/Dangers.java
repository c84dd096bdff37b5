package aule.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what is dangerous in a shell command: {@code erases}, {@code formats}, {@code raw-disk}, {@code stops},
 * {@code fork-bomb}, {@code injects} and {@code unseen}. It reads forms and wrappers, it runs nothing; walls are the
 * sandbox's work, this only decides when a person is asked.
 */
final class Dangers {

    private static final int DEEPEST = 6;

    private static final Pattern FORK_BOMB =
            Pattern.compile("([\\w:.]+)\\s*\\(\\s*\\)\\s*\\{[^}]*?\\1\\s*\\|\\s*\\1\\s*&");
    private static final Pattern FORK_LOOP = Pattern.compile(
            "\\bfork\\s+while\\s+fork\\b|while\\s*(\\(?\\s*(1|True|true)\\s*\\)?)\\s*[:{]?\\s*(os\\.)?fork\\b");
    private static final Pattern CODE_ERASES = Pattern.compile(
            "(rmtree|rmSync|rmdirSync|rm_rf|remove_dir_all|rimraf|remove_tree)\\s*\\(?\\s*(['\"])(.*?)\\2");
    private static final Pattern LITERAL = Pattern.compile("'([^']{2,})'|\"([^\"]{2,})\"|`([^`]{2,})`");

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "ash", "fish", "su", "script");
    private static final Set<String> LANGUAGES =
            Set.of("python", "python3", "python2", "node", "nodejs", "perl", "ruby", "php", "awk", "gawk", "mawk");
    private static final Set<String> UNSEEN = Set.of(
            "curl", "wget", "fetch", "nc", "ncat", "base64", "base32", "xxd", "openssl", "gunzip", "zcat", "rev", "tr");
    private static final Set<String> INJECTING = Set.of(
            "LD_PRELOAD",
            "LD_AUDIT",
            "BASH_ENV",
            "ENV",
            "GIT_SSH_COMMAND",
            "GIT_EXTERNAL_DIFF",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS",
            "MAVEN_OPTS",
            "GRADLE_OPTS",
            "SBT_OPTS",
            "GLIBC_TUNABLES",
            "NODE_OPTIONS",
            "PYTHONSTARTUP",
            "PERL5OPT",
            "RUBYOPT");
    private static final Pattern MEMORY_ONLY =
            Pattern.compile("\\s*((-Xm[xsn]\\w+|-Xss\\w+|--max-old-space-size=\\d+)\\s*)*");

    private final Set<String> found = new LinkedHashSet<>();

    private Dangers() {}

    /** The dangers of a command, without repetition; empty for a harmless one. */
    static List<String> of(String command) {
        var dangers = new Dangers();
        dangers.script(command, 0);
        return List.copyOf(dangers.found);
    }

    private void script(String text, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (FORK_BOMB.matcher(text).find() || FORK_LOOP.matcher(text).find()) {
            found.add("fork-bomb");
        }
        var commands = Shell.commands(text);
        for (var i = 0; i < commands.size(); i++) {
            var command = commands.get(i);
            simple(command, depth);
            if (command.piped() && i > 0) {
                fed(commands.subList(0, i), command, depth);
            }
        }
    }

    private void simple(Shell.Simple command, int depth) {
        var assignments = new ArrayList<String>();
        var words = Wrapper.unwrap(command.words(), assignments);
        assignments.forEach(this::assignment);
        if (command.outputs().stream().anyMatch(Targets::disk)) {
            found.add("raw-disk");
        }
        if (command.outputs().stream().anyMatch(it -> it.endsWith("/sysrq-trigger"))) {
            found.add("stops");
        }
        if (!words.isEmpty()) {
            program(command.withWords(words), depth);
        }
    }

    private void program(Shell.Simple command, int depth) {
        var words = command.words();
        var program = Wrapper.program(words);
        found.addAll(Programs.dangers(program, words.subList(1, words.size())));
        if (program.equals("export") || program.equals("declare") || program.equals("typeset")) {
            words.forEach(this::assignment);
        } else if (program.equals("eval")) {
            unseen(command);
            script(String.join(" ", words.subList(1, words.size())), depth + 1);
        } else if (SHELLS.contains(program) || program.equals(".") || program.equals("source")) {
            shell(command, depth);
        } else if (LANGUAGES.contains(program)) {
            words.stream().skip(1).forEach(it -> code(it, depth));
            code(command.input(), depth);
        } else if (program.equals("find")) {
            find(words, depth);
        } else if (words.contains("--") && (program.equals("npx") || program.equals("npm"))) {
            nested(words.subList(words.indexOf("--") + 1, words.size()), depth);
        }
    }

    private void nested(List<String> words, int depth) {
        if (depth < DEEPEST) {
            simple(new Shell.Simple(words, List.of(), "", List.of(), false), depth + 1);
        }
    }

    private void assignment(String text) {
        var name = text.replaceFirst("(?s)\\+?=.*", "");
        var value = text.substring(Math.min(text.length(), text.indexOf('=') + 1));
        if (INJECTING.contains(name) && !MEMORY_ONLY.matcher(value).matches()) {
            found.add("injects");
        }
    }

    private void shell(Shell.Simple command, int depth) {
        unseen(command);
        var words = command.words();
        for (var i = 1; i < words.size() - 1; i++) {
            if (words.get(i).matches("-[a-zA-Z]*c|--command")) {
                script(words.get(i + 1), depth + 1);
            }
        }
        script(command.input(), depth + 1);
    }

    /** A shell that is handed what a download or a decoder prints. */
    private void unseen(Shell.Simple command) {
        var hidden = command.words().stream().anyMatch(it -> it.indexOf(Shell.UNKNOWN) >= 0);
        if (hidden
                && command.substitutions().stream()
                        .flatMap(it -> Shell.commands(it).stream())
                        .anyMatch(Dangers::hides)) {
            found.add("unseen");
        }
    }

    private static boolean hides(Shell.Simple command) {
        return UNSEEN.contains(Wrapper.program(Wrapper.unwrap(command.words(), new ArrayList<>())));
    }

    /** A shell or xargs at the end of a pipe runs what comes through it. */
    private void fed(List<Shell.Simple> before, Shell.Simple command, int depth) {
        var raw = Wrapper.program(command.words());
        var words = Wrapper.unwrap(command.words(), new ArrayList<>());
        var source = before.getLast();
        var literal = Shell.said(source);
        if (raw.equals("xargs") && !words.isEmpty() && literal.indexOf(Shell.UNKNOWN) < 0) {
            var all = new ArrayList<>(words);
            all.addAll(List.of(literal.strip().split("\\s+")));
            nested(all, depth);
        }
        if (!SHELLS.contains(Wrapper.program(words)) || words.stream().skip(1).anyMatch(it -> !it.startsWith("-"))) {
            return;
        }
        if (literal.indexOf(Shell.UNKNOWN) < 0) {
            script(literal, depth + 1);
        }
        for (var i = before.size() - 1; i >= 0; i--) {
            if (hides(before.get(i))) {
                found.add("unseen");
            }
            if (!before.get(i).piped()) {
                break;
            }
        }
    }

    private void code(String text, int depth) {
        var erases = CODE_ERASES.matcher(text);
        while (erases.find()) {
            if (Targets.everything(erases.group(3))) {
                found.add("erases");
            }
        }
        if (FORK_LOOP.matcher(text).find()) {
            found.add("fork-bomb");
        }
        var literals = LITERAL.matcher(text);
        while (literals.find() && depth < DEEPEST) {
            for (var group = 1; group <= 3; group++) {
                if (literals.group(group) != null) {
                    script(literals.group(group), depth + 1);
                }
            }
        }
    }

    private void find(List<String> words, int depth) {
        var starts = words.stream()
                .skip(1)
                .takeWhile(it -> !it.startsWith("-") && !it.equals("("))
                .toList();
        var everything = starts.isEmpty() || starts.stream().anyMatch(Targets::everything);
        var narrowed = words.stream()
                .anyMatch(it -> it.matches("-(i?name|i?path|i?regex|[amc](time|min)|newer.*|size|empty|user)"));
        var root = starts.stream()
                .anyMatch(it ->
                        Targets.everything(it) && (it.startsWith("/") || it.startsWith("~") || it.startsWith("$")));
        var sweeping = root || (everything && !narrowed);
        if (sweeping && words.contains("-delete")) {
            found.add("erases");
        }
        for (var i = 0; i < words.size() - 1; i++) {
            if (words.get(i).matches("-(exec|execdir|ok|okdir)")) {
                var end = i + 1;
                while (end < words.size()
                        && !words.get(end).equals(";")
                        && !words.get(end).equals("+")) {
                    end++;
                }
                executed(words.subList(i + 1, end), sweeping, depth);
            }
        }
    }

    private void executed(List<String> words, boolean sweeping, int depth) {
        var program = Wrapper.program(Wrapper.unwrap(words, new ArrayList<>()));
        if (sweeping && Set.of("rm", "unlink", "shred", "rmdir").contains(program)) {
            found.add("erases");
        }
        nested(words, depth);
    }
}
