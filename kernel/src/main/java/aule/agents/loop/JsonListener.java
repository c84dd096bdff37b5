package aule.agents.loop;

import aule.models.ChatModel;
import aule.models.Loss;
import java.util.ArrayList;
import java.util.List;

/** Shows the thought and the answer of a step while its JSON is still coming; of anything else, what it is. */
final class JsonListener implements ChatModel.Listener {

    private static final List<String> THOUGHT = List.of("thought");
    private static final List<String> ANSWER = List.of("action", "answer");

    private final ChatModel.Listener shown;
    private final ChatModel.Listener otherwise;
    private final StringBuilder lead = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private final List<String> path = new ArrayList<>();
    private boolean begun;
    private boolean other;
    private boolean quoted;
    private boolean naming;
    private int escape;

    /** @param otherwise is told an answer that does not begin like an object */
    JsonListener(ChatModel.Listener shown, ChatModel.Listener otherwise) {
        this.shown = shown;
        this.otherwise = otherwise;
    }

    @Override
    public void thought(String piece) {
        shown.thought(piece);
    }

    @Override
    public void lost(Loss loss) {
        shown.lost(loss);
    }

    @Override
    public void text(String piece) {
        var rest = begun || other ? piece : begin(piece);
        if (other) {
            otherwise.text(rest);
            return;
        }
        for (var place = 0; place < rest.length(); place++) {
            read(rest.charAt(place));
        }
        if (quoted && !naming) {
            show(whole());
        }
    }

    /** Blanks and a fence may stand before the object. */
    private String begin(String piece) {
        lead.append(piece);
        var open = lead.indexOf("{");
        var before = (open < 0 ? lead.toString() : lead.substring(0, open)).strip();
        begun = open >= 0 && before.matches("(```\\w*)?");
        other = !begun && !"```json".startsWith(before);
        if (!begun && !other) {
            return "";
        }
        return lead.substring(begun ? open : 0);
    }

    private void read(char sign) {
        if (quoted) {
            say(sign);
            return;
        }
        switch (sign) {
            case '"' -> quoted = true;
            case '{' -> open();
            case '[' -> path.addLast("");
            case '}', ']' -> close();
            case ':' -> naming = false;
            case ',' -> naming = !path.isEmpty() && !inList();
            default -> {
                // a number, a word or a blank
            }
        }
    }

    private boolean inList() {
        return path.getLast().isEmpty();
    }

    private void open() {
        path.addLast("?");
        naming = true;
    }

    private void close() {
        if (!path.isEmpty()) {
            path.removeLast();
        }
        naming = false;
    }

    private void say(char sign) {
        if (escape == 0 && sign == '\\') {
            escape = 1;
        } else if (escape == 1) {
            escape = 0;
            escaped(sign);
        } else if (escape > 1) {
            hex(sign);
        } else if (sign == '"') {
            end();
        } else {
            word.append(sign);
        }
    }

    private void escaped(char sign) {
        switch (sign) {
            case 'n' -> word.append('\n');
            case 't' -> word.append('\t');
            case 'r' -> word.append('\r');
            case 'b' -> word.append('\b');
            case 'f' -> word.append('\f');
            case 'u' -> {
                escape = 2;
                word.append('\0');
            }
            default -> word.append(sign);
        }
    }

    /** The character grows digit by digit at the end of the word. */
    private void hex(char digit) {
        var end = word.length() - 1;
        word.setCharAt(end, (char) (word.charAt(end) * 16 + Math.max(0, Character.digit(digit, 16))));
        escape = escape == 5 ? 0 : escape + 1;
    }

    private void end() {
        quoted = false;
        if (naming && !path.isEmpty()) {
            path.set(path.size() - 1, word.toString());
        } else {
            show(word.length());
        }
        word.setLength(0);
    }

    /** How much of the word are whole characters. */
    private int whole() {
        var sure = escape > 1 ? word.length() - 1 : word.length();
        return sure > 0 && Character.isHighSurrogate(word.charAt(sure - 1)) ? sure - 1 : sure;
    }

    /** Passes on what has come of a thought or an answer. */
    private void show(int ready) {
        var said = word.substring(0, ready);
        word.delete(0, ready);
        if (said.isEmpty()) {
            return;
        }
        if (path.equals(THOUGHT)) {
            shown.thought(said);
        } else if (path.equals(ANSWER)) {
            shown.text(said);
        }
    }
}
