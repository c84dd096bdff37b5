package aule.policy;

import java.util.ArrayList;
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

    private final Cursor cursor;
    private final int depth;
    private final Map<String, String> variables;
    private final List<Simple> commands = new ArrayList<>();
    private final List<Simple> nested = new ArrayList<>();
    private Line line = new Line(false);

    private Shell(String text, int depth, Map<String, String> variables) {
        this.cursor = new Cursor(text);
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
        while (shell.cursor.more()) {
            shell.step(shell.cursor.take());
        }
        shell.endCommand(false);
        shell.commands.addAll(shell.nested);
        return shell.commands;
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

    private void step(char c) {
        switch (c) {
            case '\\' -> escape();
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '$' -> dollar(false);
            case '`' -> substitution(cursor.escaped('`'));
            case '#' -> comment();
            case ' ', '\t', '\r' -> line.endWord();
            case '\n' -> newline();
            case ';', '(', ')' -> endCommand(false);
            case '&' -> ampersand();
            case '|' -> bar();
            case '<' -> less();
            case '>' -> greater();
            default -> line.put(c);
        }
    }

    private void escape() {
        if (cursor.more() && !cursor.next('\n')) {
            line.quote();
            line.put(cursor.take());
        }
    }

    private void singleQuoted() {
        line.quote();
        line.put(cursor.literal('\''));
    }

    private void doubleQuoted() {
        line.quote();
        while (cursor.more()) {
            var c = cursor.take();
            if (c == '"') {
                return;
            }
            switch (c) {
                case '\\' -> escape();
                case '$' -> dollar(true);
                case '`' -> substitution(cursor.escaped('`'));
                default -> line.put(c);
            }
        }
    }

    private void dollar(boolean inQuotes) {
        if (!inQuotes && cursor.next('\'')) {
            line.quote();
            line.put(Escapes.decode(cursor.escaped('\'')));
        } else if (cursor.next('(')) {
            substitution(cursor.balanced('(', ')'));
        } else if (cursor.next('{')) {
            variable(cursor.balanced('{', '}'), inQuotes);
        } else {
            variable(cursor.name(), inQuotes);
        }
    }

    private void variable(String expression, boolean inQuotes) {
        var name = new Cursor(expression).name();
        var value = variables.getOrDefault(name, otherwise(name, expression.substring(name.length())));
        if (name.equals("IFS") && !inQuotes) {
            line.endWord();
        } else if (inQuotes || value.startsWith("$")) {
            line.put(value);
        } else {
            line.split(value);
        }
    }

    /** What stands for an unknown variable: the default written beside it, else its name. */
    private static String otherwise(String name, String operation) {
        return operation.matches("(?s):?[-=].*") ? operation.replaceFirst("^:?[-=]", "") : "$" + name;
    }

    private void substitution(String script) {
        var inner = commands(script, depth + 1, new HashMap<>(variables));
        nested.addAll(inner);
        line.substituted(script);
        line.put(inner.size() == 1 ? said(inner.getFirst()) : String.valueOf(UNKNOWN));
    }

    private void comment() {
        if (line.started()) {
            line.put('#');
        } else {
            cursor.skipLine();
        }
    }

    private void newline() {
        line.readDocuments(cursor);
        endCommand(false);
    }

    private void ampersand() {
        if (cursor.next('>')) {
            cursor.next('>');
            line.redirect(Line.Role.OUTPUT);
            return;
        }
        cursor.next('&');
        endCommand(false);
    }

    private void bar() {
        var alternative = cursor.next('|');
        cursor.next('&');
        endCommand(!alternative);
    }

    private void less() {
        if (cursor.next('(')) {
            substitution(cursor.balanced('(', ')'));
        } else if (!cursor.next('<')) {
            cursor.next('&');
            line.redirect(Line.Role.SOURCE);
        } else if (cursor.next('<')) {
            line.redirect(Line.Role.TEXT);
        } else {
            cursor.next('-');
            line.redirect(Line.Role.DOCUMENT);
        }
    }

    private void greater() {
        if (cursor.next('(')) {
            substitution(cursor.balanced('(', ')'));
            return;
        }
        var _ = cursor.next('>') || cursor.next('|') || cursor.next('&');
        line.redirect(Line.Role.OUTPUT);
    }

    private void endCommand(boolean intoPipe) {
        line.endWord();
        line.remember(variables);
        if (!line.empty()) {
            commands.add(line.done());
        }
        line = new Line(intoPipe);
    }
}
