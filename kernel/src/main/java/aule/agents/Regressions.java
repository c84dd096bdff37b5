package aule.agents;

import aule.agents.parcel.Exports;
import aule.agents.parcel.Parcels;
import aule.agents.past.Mode;
import aule.agents.past.Replay;
import aule.agents.past.Replays;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.RunTestId;
import aule.store.Blobs;
import java.time.InstantSource;
import java.util.List;

/** Runs that are kept as tests, and whether agents still do what they did in them. */
public final class Regressions {

    private static final int LONGEST = 2_000;

    /** What came of checking a test. */
    public record Checked(RunTest test, Replay replay) {}

    private final SqlRegressions table;
    private final Exports exports;
    private final Parcels parcels;
    private final Replays replays;
    private final Blobs blobs;
    private final InstantSource clock;
    private final Ids ids;

    Regressions(
            SqlRegressions table,
            Exports exports,
            Parcels parcels,
            Replays replays,
            Blobs blobs,
            InstantSource clock,
            Ids ids) {
        this.table = table;
        this.exports = exports;
        this.parcels = parcels;
        this.replays = replays;
        this.blobs = blobs;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Keeps a run as a test, in a file of its own that nothing changes any more.
     *
     * @throws AuleException with {@code ILLEGAL_TRANSITION} if the run has not ended
     */
    public RunTest save(RunState run, String name, Mode mode) {
        if (!run.status().ended()) {
            throw new AuleException(
                    ErrorCode.ILLEGAL_TRANSITION,
                    "The run '%s' is %s; it can be kept as a test when it has ended."
                            .formatted(run.id(), run.status().wire()));
        }
        var archive = blobs.put(exports.of(run));
        var id = new RunTestId(ids.next("rtest"));
        var test = new RunTest(id, name, run.id(), mode, archive, clock.instant(), null);
        table.insert(run.org(), test);
        return find(run.org(), id);
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such test */
    public RunTest find(OrgId org, RunTestId id) {
        return table.find(org, id).orElseThrow(() -> AuleException.notFound("test", id));
    }

    /** Returns at most {@code limit} tests, the oldest first, those behind {@code after}. */
    public List<RunTest> page(OrgId org, String after, int limit) {
        return table.page(org, after, limit);
    }

    public void delete(OrgId org, RunTestId id) {
        if (!table.delete(org, id)) {
            throw AuleException.notFound("test", id);
        }
    }

    /** Plays the run again as agents are now, and keeps what came of it. */
    public Checked check(OrgId org, RunTestId id) {
        var test = find(org, id);
        var replay = replays.play(parcels.recording(org, test.archive()), test.mode());
        table.checked(org, id, new RunTest.Verdict(clock.instant(), replay.same(), finding(replay)));
        return new Checked(find(org, id), replay);
    }

    private static String finding(Replay replay) {
        if (replay.same()) {
            return "";
        }
        var said = replay.differences().stream()
                .findFirst()
                .map(it -> "At event %d: %s".formatted(it.position(), it.what()))
                .orElseGet(() -> "It ends as %s instead of %s."
                        .formatted(replay.status().wire(), replay.recorded().wire()));
        return said.substring(0, Math.min(LONGEST, said.length()));
    }
}
