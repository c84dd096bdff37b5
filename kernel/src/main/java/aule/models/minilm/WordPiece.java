package aule.models.minilm;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Cuts a text into the tokens of BERT's uncased vocabulary: words and marks without accents and capitals, and of a word
 * that the vocabulary lacks the longest pieces that it has. Names of special tokens within a text are plain text.
 */
final class WordPiece {

    private static final String UNKNOWN = "[UNK]";
    private static final String WITHIN_A_WORD = "##";

    /** Characters; what is longer is no word. */
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;

    WordPiece(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
    }

    /** The number of a token by its exact name. */
    int id(String token) {
        return vocabulary.getOrDefault(token, vocabulary.getOrDefault(UNKNOWN, 0));
    }

    /** The tokens of a text, in order; none if it has nothing that can be read. */
    int[] ids(String text) {
        return words(text).stream().flatMapToInt(this::pieces).toArray();
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var plain = Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().filter(WordPiece::isRead);
        plain.forEach(it -> {
            if (isSpace(it) || standsAlone(it)) {
                end(word, words);
            }
            if (standsAlone(it)) {
                words.add(Character.toString(it));
            } else if (!isSpace(it)) {
                word.appendCodePoint(Character.toLowerCase(it));
            }
        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private IntStream pieces(String word) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            return IntStream.of(id(UNKNOWN));
        }
        var pieces = IntStream.builder();
        for (var from = 0; from < word.length(); ) {
            var to = endOfPiece(word, from);
            if (to == from) {
                return IntStream.of(id(UNKNOWN));
            }
            pieces.add(id(piece(word, from, to)));
            from = to;
        }
        return pieces.build();
    }

    private int endOfPiece(String word, int from) {
        var to = word.length();
        while (to > from && !vocabulary.containsKey(piece(word, from, to))) {
            to = word.offsetByCodePoints(to, -1);
        }
        return to;
    }

    private static String piece(String word, int from, int to) {
        var piece = word.substring(from, to);
        return from == 0 ? piece : WITHIN_A_WORD + piece;
    }

    private static boolean isSpace(int character) {
        return character == '\t' || character == '\n' || character == '\r' || Character.isSpaceChar(character);
    }

    /** Accents, controls, and what stands for no character are passed over. */
    private static boolean isRead(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> false;
            case Character.CONTROL -> isSpace(character);
            default -> character != 0xFFFD;
        };
    }

    private static boolean standsAlone(int character) {
        return isMark(character) || isChinese(character);
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> "$+<=>^`|~".indexOf(character) >= 0;
        };
    }

    private static boolean isChinese(int character) {
        return within(character, 0x4E00, 0x9FFF)
                || within(character, 0x3400, 0x4DBF)
                || within(character, 0x20000, 0x2A6DF)
                || within(character, 0x2A700, 0x2CEAF)
                || within(character, 0xF900, 0xFAFF)
                || within(character, 0x2F800, 0x2FA1F);
    }

    private static boolean within(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
