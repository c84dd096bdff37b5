package aule.cli;

/** Spans of time for people. */
final class Durations {

    private Durations() {}

    static String of(long milliseconds) {
        if (milliseconds < 1_000) {
            return milliseconds + " ms";
        }
        long seconds = milliseconds / 1_000;
        if (seconds < 60) {
            return seconds + "." + (milliseconds % 1_000) / 100 + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }
}
