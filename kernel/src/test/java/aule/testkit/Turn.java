package aule.testkit;

import aule.kernel.TokenUsage;
import java.time.Duration;
import java.util.List;

/** What a model does when it is asked once; the same words script the in-process double and the wire servers. */
public sealed interface Turn {

    /** Answers, in pieces. */
    record Answer(
            List<String> thoughts,
            List<String> pieces,
            List<Call> calls,
            TokenUsage usage,
            String finish,
            boolean bytewise,
            Duration between)
            implements Turn {

        public Answer {
            thoughts = List.copyOf(thoughts);
            pieces = List.copyOf(pieces);
            calls = List.copyOf(calls);
        }

        public Answer thinking(String... thoughts) {
            return new Answer(List.of(thoughts), pieces, calls, usage, finish, bytewise, between);
        }

        public Answer calling(Call... more) {
            return new Answer(thoughts, pieces, List.of(more), usage, "tool_calls", bytewise, between);
        }

        public Answer costing(TokenUsage counted) {
            return new Answer(thoughts, pieces, calls, counted, finish, bytewise, between);
        }

        public Answer ending(String reason) {
            return new Answer(thoughts, pieces, calls, usage, reason, bytewise, between);
        }

        /** Sends every byte by itself, so that characters are split. */
        public Answer byteByByte() {
            return new Answer(thoughts, pieces, calls, usage, finish, true, between);
        }

        /** Waits before each piece. */
        public Answer paced(Duration pause) {
            return new Answer(thoughts, pieces, calls, usage, finish, bytewise, pause);
        }
    }

    /** Says no before an answer begins; {@code retryAfter} zero names no time. */
    record Refusal(int status, String message, Duration retryAfter) implements Turn {}

    /** Begins well and goes wrong. */
    record Broken(List<String> pieces, Fault fault) implements Turn {

        public Broken {
            pieces = List.copyOf(pieces);
        }
    }

    /** A call of a tool; arguments as text. */
    record Call(String tool, String arguments) {}

    /** How an answer goes wrong. */
    enum Fault {
        /** The connection drops, and with it whatever the other side has not read yet. */
        RESET,
        /** The body ends properly, the answer does not. */
        EARLY_END,
        /** A line that is no JSON. */
        GARBAGE,
        /** The server reports an error inside the stream. */
        ERROR_INSIDE,
        /** Nothing more comes. */
        STALL,
        /** It never stops. */
        ENDLESS,
        /** Not even a status comes. */
        MUTE,
        /** The body ends inside a character. */
        CUT_CHARACTER,
        /** The body ends inside the arguments of a call. */
        CUT_CALL,
        /** Bytes without a line's end, up to 100 MB of them. */
        ONE_LINE,
        /** Lines that say nothing, up to 100 MB of them. */
        NOISE
    }

    static Answer text(String... pieces) {
        return new Answer(
                List.of(), List.of(pieces), List.of(), new TokenUsage(10, 5, 0, 0), "stop", false, Duration.ZERO);
    }

    static Answer calls(Call... calls) {
        return text().calling(calls);
    }

    static Answer call(String tool, String arguments) {
        return calls(new Call(tool, arguments));
    }

    static Refusal refused(int status, String message) {
        return new Refusal(status, message, Duration.ZERO);
    }

    static Broken broken(Fault fault, String... pieces) {
        return new Broken(List.of(pieces), fault);
    }
}
