package aule.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The simple command that is being read: its finished words and the one under the pen. */
final class Line {

    /** What the next word is. */
    enum Role {
        WORD,
        OUTPUT,
        SOURCE,
        TEXT,
        DOCUMENT
    }

    private final StringBuilder word = new StringBuilder();
    private final List<String> words = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final List<String> substitutions = new ArrayList<>();
    private final List<String> documents = new ArrayList<>();
    private final boolean piped;
    private String input = "";
    private Role role = Role.WORD;
    private boolean started;
    private boolean quoted;

    /** Begins a command that may read the one before it. */
    Line(boolean piped) {
        this.piped = piped;
    }

    boolean started() {
        return started;
    }

    void put(char c) {
        started = true;
        word.append(c);
    }

    void put(String known) {
        started = true;
        word.append(known);
    }

    void quote() {
        started = true;
        quoted = true;
    }

    /** Puts text without quotes around it, which falls apart at its spaces. */
    void split(String value) {
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

    void substituted(String script) {
        substitutions.add(script);
    }

    /** Lets the next word name a file or a text; digits just before the sign name a descriptor. */
    void redirect(Role next) {
        if (!quoted && word.chars().allMatch(Character::isDigit)) {
            word.setLength(0);
            started = false;
        }
        endWord();
        role = next;
    }

    void endWord() {
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

    /** Reads the here-documents that the ended line announced. */
    void readDocuments(Cursor cursor) {
        endWord();
        documents.forEach(end -> input = cursor.document(end));
        documents.clear();
    }

    boolean empty() {
        return words.isEmpty() && outputs.isEmpty();
    }

    Shell.Simple done() {
        return new Shell.Simple(words, outputs, input, substitutions, piped);
    }

    /** Keeps what a command of assignments alone sets. */
    void remember(Map<String, String> variables) {
        if (words.stream().allMatch(it -> it.matches("(?s)[A-Za-z_]\\w*=.*"))) {
            for (var assignment : words) {
                var name = assignment.substring(0, assignment.indexOf('='));
                variables.put(name, assignment.substring(name.length() + 1));
            }
        }
    }
}
