package aule.agents.loop;

import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ends a run that goes past a limit or gets nowhere, and says by what that is seen. */
public final class Brakes {

    private static final int LAST = 3;
    private static final int WORDS = 120;

    private final Stall stall;

    public Brakes(Stall stall) {
        this.stall = stall;
    }

    /** Looks before anything more is done: what a run has used is not given back by its next step. */
    Optional<RunEvent> spent(RunLog log) {
        var work = log.state().work();
        var limits = log.state().terms().limits();
        var tokens = work.tokensIn() + work.tokensOut();
        if (limits.maxTokens() > 0 && tokens >= limits.maxTokens()) {
            return failed(
                    log,
                    ErrorCode.TOKEN_LIMIT,
                    "The run used %,d tokens (%,d in, %,d out) and may use %,d; retry it with a larger max_tokens."
                            .formatted(tokens, work.tokensIn(), work.tokensOut(), limits.maxTokens()));
        }
        if (limits.maxOutputBytes() > 0 && work.outputBytes() >= limits.maxOutputBytes()) {
            return failed(
                    log,
                    ErrorCode.OUTPUT_LIMIT,
                    "The tools of the run said and wrote %,d bytes and may %,d; retry it with a larger max_output_bytes."
                            .formatted(work.outputBytes(), limits.maxOutputBytes()));
        }
        return machine(log)
                .or(() -> log.state().times().workedMs() >= limits.maxWallMs()
                        ? Optional.of(late(log))
                        : Optional.empty());
    }

    private static Optional<RunEvent> machine(RunLog log) {
        var exceeded = log.footprint().exceeded();
        if (exceeded.isPresent()) {
            var call = exceeded.get();
            var what = call.output().lines().findFirst().orElse("");
            return failed(
                    log,
                    ErrorCode.named(call.error()).orElse(ErrorCode.TOOL_FAILED),
                    "The call %s of %s went past a limit of the run. %s".formatted(call.callId(), call.tool(), what));
        }
        var most = log.state().terms().limits().maxDiskBytes();
        var bytes = log.footprint().bytes();
        return most > 0 && bytes > most
                ? failed(
                        log,
                        ErrorCode.DISK_LIMIT,
                        "The calls of the run added %,d bytes of files and may add %,d; retry it with a larger max_disk_bytes."
                                .formatted(bytes, most))
                : Optional.empty();
    }

    /** The end of a run whose time is up. */
    static RunEvent late(RunLog log) {
        var limit = log.state().terms().limits().maxWallMs();
        var why = "The run worked longer than its %,d ms; retry it with a larger max_wall_ms. %s"
                .formatted(limit, evidence(log));
        return new RunEvent.Failed(log.run(), ErrorCode.TIME_LIMIT.wire(), why);
    }

    /** Looks before the model is asked again. */
    Optional<RunEvent> stalled(RunLog log) {
        return stall.diagnosis(log.rounds()).flatMap(why -> failed(log, ErrorCode.LOOP_DETECTED, why));
    }

    private static Optional<RunEvent> failed(RunLog log, ErrorCode code, String why) {
        return Optional.of(new RunEvent.Failed(log.run(), code.wire(), why + " " + evidence(log)));
    }

    /** How far a run has come and what it did last. */
    static String evidence(RunLog log) {
        var work = log.state().work();
        var deeds =
                log.rounds().all().stream().flatMap(it -> it.deeds().stream()).toList();
        var last = deeds.subList(Math.max(0, deeds.size() - LAST), deeds.size());
        return "It took %d steps with %d calls%s".formatted(work.step(), work.toolCalls(), last(last));
    }

    private static String last(List<Rounds.Deed> deeds) {
        return deeds.isEmpty()
                ? "."
                : deeds.stream().map(Brakes::words).collect(Collectors.joining(" · ", "; the last: ", "."));
    }

    private static String words(Rounds.Deed deed) {
        var answer = deed.answer();
        var asked = deed.wish().tool() + " " + deed.wish().arguments();
        var clipped = asked.length() <= WORDS ? asked : asked.substring(0, WORDS - 1) + "…";
        return "%s (%s, %,d characters)"
                .formatted(
                        clipped,
                        answer.ok() ? "done" : answer.error(),
                        answer.output().length());
    }
}
