package aule.tools;

import aule.journal.Journal;
import aule.kernel.StreamId;
import aule.kernel.Transient;

/** Shows a call's output to the run's watchers while it comes. */
final class Shown implements Tool.Progress {

    private final Journal journal;
    private final StreamId stream;
    private final String callId;
    private long said;
    private long complained;

    Shown(Journal journal, StreamId stream, String callId) {
        this.journal = journal;
        this.stream = stream;
        this.callId = callId;
    }

    @Override
    public void said(boolean error, String text) {
        journal.show(piece(error, text));
    }

    private synchronized Transient piece(boolean error, String text) {
        var kind = error ? Transient.Kind.TOOL_ERROR : Transient.Kind.TOOL_OUTPUT;
        var piece = new Transient(stream, kind, callId, error ? complained : said, text);
        complained += error ? text.length() : 0;
        said += error ? 0 : text.length();
        return piece;
    }

    /** Forgets what was shown: the durable answer holds it. */
    void end() {
        journal.shown(stream, callId);
    }
}
