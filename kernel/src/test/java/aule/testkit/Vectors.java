package aule.testkit;

import java.util.List;

/** The vectors that the test kit's servers make: how long a text is, and how many vowels it has. */
final class Vectors {

    private Vectors() {}

    static List<Double> of(String text) {
        var vowels = text.chars().filter(it -> "aeiou".indexOf(it) >= 0).count();
        return List.of((double) text.length(), (double) vowels, 0.5);
    }
}
