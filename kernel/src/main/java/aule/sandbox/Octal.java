package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Carries words to a new process whole. A JVM that was started without a UTF-8 locale replaces other letters than
 * ASCII in arguments and variables, so there such words go as octal numbers, which the preamble turns back.
 */
final class Octal {

    static final String MARK = "aule-octal:";

    private static final boolean NEEDED = !Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), UTF_8)
            .equals(UTF_8);

    private Octal() {}

    static List<String> words(List<String> words) {
        return NEEDED ? words.stream().map(Octal::word).toList() : words;
    }

    static Map<String, String> values(Map<String, String> variables) {
        var carried = new TreeMap<>(variables);
        carried.replaceAll((name, value) -> NEEDED ? word(value) : value);
        return carried;
    }

    /** The variables that the preamble must turn back, by name. */
    static List<String> names(Map<String, String> carried) {
        return carried.entrySet().stream()
                .filter(it -> NEEDED && it.getValue().startsWith(MARK))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String word(String word) {
        if (!word.startsWith(MARK) && word.chars().allMatch(it -> it < 128)) {
            return word;
        }
        var octal = new StringBuilder(MARK);
        for (var one : word.getBytes(UTF_8)) {
            octal.append("\\0").append(Integer.toOctalString(one & 0xff));
        }
        return octal.toString();
    }
}
