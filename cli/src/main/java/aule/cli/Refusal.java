package aule.cli;

/** Why a command ends without its result: a sentence for the person and an exit code for the script. */
final class Refusal extends RuntimeException {

    static final int FAILED = 1;
    static final int BAD_USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Refusal(int exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    static Refusal failed(String sentence) {
        return new Refusal(FAILED, sentence);
    }

    static Refusal badUsage(String sentence) {
        return new Refusal(BAD_USAGE, sentence);
    }

    int exitCode() {
        return exitCode;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
