package aule.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a shell script apart into its simple commands, as far as that can be done without running it: quotes are
 * removed, known variables and literal substitutions filled in, and what stands inside a substitution is listed too.
 */
final class Shell {

    /** Stands in a word for text that is known only when the script runs. */
    static final char UNKNOWN = '\uFFFC';

    private static final int DEEPEST = 8;

    /**
     * One simple command.
     *
     * @param words after removal of quotes
     * @param outputs files it writes to by redirection
     * @param input literal text it reads, by here-document or here-string
     * @param substitutions scripts whose output is part of its words
     * @param piped whether it reads the output of the command before it
     */
    record Simple(List<String> words, List<String> outputs, String input, List<String> substitutions, boolean piped) {

        Simple withWords(List<String> other) {
            return new Simple(other, outputs, input, substitutions, piped);
        }
    }

    private final String text;
    private final int depth;
    private final Map<String, String> variables;
    private final List<Simple> commands = new ArrayList<>();
    private final List<Simple> nested = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int at;
    private boolean started;
    private boolean quoted;
    private List<String> words = new ArrayList<>();
    private List<String> outputs = new ArrayList<>();
    private List<String> substitutions = new ArrayList<>();
    private final List<String> documents = new ArrayList<>();
    private String input = "";
    private boolean piped;

    /** What the next word is. */
    private enum Role {
        WORD,
        OUTPUT,
        SOURCE,
        TEXT,
        DOCUMENT
    }

    private Role role = Role.WORD;

    private Shell(String text, int depth, Map<String, String> variables) {
        this.text = text;
        this.depth = depth;
        this.variables = variables;
    }

    static List<Simple> commands(String script) {
        return commands(script, 0, new HashMap<>());
    }

    private static List<Simple> commands(String script, int depth, Map<String, String> variables) {
        if (depth > DEEPEST) {
            return List.of();
        }
        var shell = new Shell(script, depth, variables);
        shell.run();
        shell.commands.addAll(shell.nested);
        return shell.commands;
    }

    private void run() {
        while (at < text.length()) {
            step(text.charAt(at++));
        }
        endCommand(false);
    }

    private void step(char c) {
        switch (c) {
            case '\\' -> escape();
            case '\'' -> until('\'');
            case '"' -> doubleQuoted();
            case '$' -> dollar(false);
            case '`' -> backtick();
            case '#' -> comment();
            case ' ', '\t', '\r' -> endWord();
            case '\n' -> newline();
            case ';', '(', ')' -> endCommand(false);
            case '&' -> ampersand();
            case '|' -> bar();
            case '<' -> less();
            case '>' -> greater();
            default -> put(c);
        }
    }

    private void put(char c) {
        started = true;
        word.append(c);
    }

    private void put(String known) {
        started = true;
        word.append(known);
    }

    private boolean next(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void escape() {
        if (at < text.length() && !next('\n')) {
            quoted = true;
            put(text.charAt(at++));
        }
    }

    private void until(char end) {
        started = true;
        quoted = true;
        while (at < text.length() && text.charAt(at) != end) {
            word.append(text.charAt(at++));
        }
        at++;
    }

    private void doubleQuoted() {
        started = true;
        quoted = true;
        while (at < text.length()) {
            var c = text.charAt(at++);
            switch (c) {
                case '"' -> {
                    return;
                }
                case '\\' -> {
                    if (at < text.length() && !next('\n')) {
                        word.append(text.charAt(at++));
                    }
                }
                case '$' -> dollar(true);
                case '`' -> backtick();
                default -> word.append(c);
            }
        }
    }

    private void dollar(boolean inQuotes) {
        if (!inQuotes && next('\'')) {
            ansi();
        } else if (next('(')) {
            substitution(balanced('(', ')'));
        } else if (next('{')) {
            variable(balanced('{', '}'), inQuotes);
        } else {
            var from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            variable(text.substring(from, at), inQuotes);
        }
    }

    private void variable(String expression, boolean inQuotes) {
        var end = 0;
        while (end < expression.length() && Character.isJavaIdentifierPart(expression.charAt(end))) {
            end++;
        }
        var name = expression.substring(0, end);
        var value = variables.getOrDefault(name, otherwise(name, expression.substring(end)));
        if (name.equals("IFS") && !inQuotes) {
            endWord();
        } else if (inQuotes || value.startsWith("$")) {
            put(value);
        } else {
            split(value);
        }
    }

    /** What stands for an unknown variable: the default written beside it, else its name. */
    private static String otherwise(String name, String operation) {
        return operation.matches("(?s):?[-=].*") ? operation.replaceFirst("^:?[-=]", "") : "$" + name;
    }

    private void split(String value) {
        var parts = value.split("\\s+", -1);
        for (var i = 0; i < parts.length; i++) {
            if (i > 0) {
                endWord();
            }
            if (!parts[i].isEmpty()) {
                put(parts[i]);
            }
        }
    }

    private void ansi() {
        quoted = true;
        var from = at;
        while (at < text.length() && text.charAt(at) != '\'') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        put(Escapes.decode(text.substring(from, Math.min(at, text.length()))));
        at++;
    }

    private void backtick() {
        var from = at;
        while (at < text.length() && text.charAt(at) != '`') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        substitution(text.substring(from, Math.min(at, text.length())));
        at++;
    }

    /** Reads up to the closing character of what was just opened. */
    private String balanced(char open, char close) {
        var from = at;
        var level = 1;
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '\'') {
                at = Math.max(at, text.indexOf('\'', at) + 1);
            } else if (c == open) {
                level++;
            } else if (c == close && --level == 0) {
                return text.substring(from, at - 1);
            }
        }
        at = Math.max(at, text.length());
        return text.substring(Math.min(from, text.length()));
    }

    private void substitution(String script) {
        var inner = commands(script, depth + 1, new HashMap<>(variables));
        nested.addAll(inner);
        substitutions.add(script);
        put(inner.size() == 1 ? said(inner.getFirst()) : String.valueOf(UNKNOWN));
    }

    /** What a command is certain to print. */
    static String said(Simple command) {
        var words = command.words();
        var literal = !words.isEmpty()
                && (words.getFirst().equals("echo") || words.getFirst().equals("printf"));
        return literal
                ? String.join(
                        " ",
                        words.stream()
                                .skip(1)
                                .filter(it -> !it.matches("-[neE]+"))
                                .toList())
                : String.valueOf(UNKNOWN);
    }

    private void comment() {
        if (started) {
            put('#');
            return;
        }
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void newline() {
        endWord();
        documents.forEach(this::readDocument);
        documents.clear();
        endCommand(false);
    }

    private void readDocument(String end) {
        var body = new StringBuilder();
        while (at < text.length()) {
            var stop = text.indexOf('\n', at);
            var line = text.substring(at, stop < 0 ? text.length() : stop);
            at = stop < 0 ? text.length() : stop + 1;
            if (line.strip().equals(end)) {
                break;
            }
            body.append(line).append('\n');
        }
        input = body.toString();
    }

    private void ampersand() {
        if (next('>')) {
            next('>');
            redirect(Role.OUTPUT);
            return;
        }
        next('&');
        endCommand(false);
    }

    private void bar() {
        var alternative = next('|');
        next('&');
        endCommand(!alternative);
    }

    private void less() {
        if (next('(')) {
            substitution(balanced('(', ')'));
        } else if (next('<')) {
            if (next('<')) {
                redirect(Role.TEXT);
            } else {
                next('-');
                redirect(Role.DOCUMENT);
            }
        } else {
            next('&');
            redirect(Role.SOURCE);
        }
    }

    private void greater() {
        if (next('(')) {
            substitution(balanced('(', ')'));
            return;
        }
        var _ = next('>') || next('|') || next('&');
        redirect(Role.OUTPUT);
    }

    private void redirect(Role next) {
        if (word.chars().allMatch(Character::isDigit)) {
            word.setLength(0);
            started = false;
        }
        endWord();
        role = next;
    }

    private void endWord() {
        if (!started) {
            return;
        }
        var found = word.toString();
        switch (role) {
            case WORD -> words.addAll(quoted ? List.of(found) : braces(found));
            case OUTPUT -> outputs.add(found);
            case TEXT -> input = found;
            case DOCUMENT -> documents.add(found);
            case SOURCE -> {
                // where it reads from does not matter
            }
        }
        role = Role.WORD;
        word.setLength(0);
        started = false;
        quoted = false;
    }

    private static List<String> braces(String found) {
        var list = found.startsWith("{") && found.endsWith("}") && found.contains(",");
        return list ? Arrays.asList(found.substring(1, found.length() - 1).split(",", -1)) : List.of(found);
    }

    private void endCommand(boolean intoPipe) {
        endWord();
        remember();
        if (!words.isEmpty() || !outputs.isEmpty()) {
            commands.add(new Simple(words, outputs, input, substitutions, piped));
        }
        piped = intoPipe;
        words = new ArrayList<>();
        outputs = new ArrayList<>();
        substitutions = new ArrayList<>();
        input = "";
    }

    /** Keeps what a command of assignments alone sets. */
    private void remember() {
        if (words.stream().allMatch(it -> it.matches("(?s)[A-Za-z_]\\w*=.*"))) {
            for (var assignment : words) {
                var name = assignment.substring(0, assignment.indexOf('='));
                variables.put(name, assignment.substring(name.length() + 1));
            }
        }
    }
}
