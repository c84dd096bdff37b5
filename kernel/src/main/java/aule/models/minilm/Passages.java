package aule.models.minilm;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Cuts a text into passages that the model can read, at the ends of sentences where that is possible. */
final class Passages {

    /** Tokens that the model was made for, without the one before and the one after them. */
    static final int LONGEST = 126;

    private final WordPiece words;

    Passages(WordPiece words) {
        this.words = words;
    }

    /** The tokens of each passage; nothing if there is no word in the text. */
    List<int[]> of(String text) {
        var whole = words.ids(text);
        if (whole.length == 0) {
            return List.of();
        }
        return whole.length <= LONGEST ? List.of(whole) : joined(sentences(text));
    }

    private List<int[]> sentences(String text) {
        var ends = BreakIterator.getSentenceInstance(Locale.ROOT);
        ends.setText(text);
        var sentences = new ArrayList<int[]>();
        var from = ends.first();
        for (var to = ends.next(); to != BreakIterator.DONE; to = ends.next()) {
            var sentence = words.ids(text.substring(from, to));
            for (var at = 0; at < sentence.length; at += LONGEST) {
                sentences.add(Arrays.copyOfRange(sentence, at, Math.min(sentence.length, at + LONGEST)));
            }
            from = to;
        }
        return sentences;
    }

    private static List<int[]> joined(List<int[]> sentences) {
        var passages = new ArrayList<int[]>();
        var passage = new int[0];
        for (var sentence : sentences) {
            if (passage.length + sentence.length > LONGEST) {
                passages.add(passage);
                passage = new int[0];
            }
            passage = joined(passage, sentence);
        }
        passages.add(passage);
        return passages;
    }

    private static int[] joined(int[] one, int[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
