package aule.agents.undo;

import aule.agents.RunLists;
import aule.agents.RunState;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.ReceiptId;
import aule.kernel.StreamId;
import aule.workspace.Checkpoints;
import aule.workspace.Stretch;
import aule.workspace.UndoView.OutsideView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what a run, or one call of it, did: to the files of its project, and elsewhere. */
public final class RunWork {

    /**
     * What was done.
     *
     * @param stretches what was done to the files, in order
     * @param outside what left the machine
     */
    public record Done(List<Stretch> stretches, List<OutsideView> outside) {

        public Done {
            stretches = List.copyOf(stretches);
            outside = List.copyOf(outside);
        }
    }

    private static final int FAMILY = 1_000;
    private static final int WORDS = 200;

    private final RunLists lists;
    private final Checkpoints checkpoints;
    private final Deeds deeds;
    private final NextKept next;

    public RunWork(Journal journal, RunLists lists, Checkpoints checkpoints) {
        this.lists = lists;
        this.checkpoints = checkpoints;
        this.deeds = new Deeds(journal);
        this.next = new NextKept(journal);
    }

    /** The run and all that it started in the same project. */
    public List<RunState> family(RunState run) {
        return lists.tree(run.org(), run.id(), FAMILY).stream()
                .filter(it -> project(it).equals(project(run)))
                .toList();
    }

    /**
     * What the run and all that it started in the same project did.
     *
     * @param call one call of the run; empty for all
     * @throws AuleException with {@code NOT_FOUND} if the run made no such call
     */
    public Done of(RunState run, Optional<String> call) {
        var own = call.map(it -> one(run, it)).orElseGet(() -> all(run));
        var changing = own.stream()
                .filter(Deed::changesFiles)
                .sorted(Comparator.comparingLong(Deed::end))
                .toList();
        return new Done(stretches(run, changing), outside(own));
    }

    private List<Deed> one(RunState run, String call) {
        var found = deeds.between(run.org(), Set.of(StreamId.of(run.id())), 0, Long.MAX_VALUE).stream()
                .filter(it -> it.call().callId().equals(call))
                .toList();
        if (found.isEmpty()) {
            throw AuleException.notFound("call", call);
        }
        return found;
    }

    private List<Deed> all(RunState run) {
        var streams = family(run).stream().map(it -> StreamId.of(it.id())).collect(Collectors.toSet());
        return deeds.between(run.org(), streams, 0, Long.MAX_VALUE);
    }

    private List<Stretch> stretches(RunState run, List<Deed> own) {
        var others = others(run, own);
        var stretches = new ArrayList<Stretch>();
        for (var deed : own) {
            var beside = others.stream().filter(deed::overlaps).toList();
            var only = beside.isEmpty() ? List.<String>of() : only(deed, beside);
            if (beside.isEmpty() || !only.isEmpty()) {
                stretches.add(stretch(run.org(), project(run), deed, only));
            }
        }
        return stretches;
    }

    /** What others did in the project from the first to the last of some calls. */
    private List<Deed> others(RunState run, List<Deed> own) {
        if (own.isEmpty()) {
            return List.of();
        }
        var from = own.stream().mapToLong(it -> it.begin().seq()).min().orElse(0);
        var to = own.stream().mapToLong(Deed::end).max().orElse(Long.MAX_VALUE);
        var mine = own.stream().map(Deed::key).collect(Collectors.toSet());
        return deeds.between(run.org(), Set.of(), from - 1, to).stream()
                .filter(it -> it.changesFiles() && !mine.contains(it.key()))
                .filter(it -> project(run).equals(it.begin().project()))
                .toList();
    }

    /** While others were at work, a call's own changes are those that it told and that they did not. */
    private static List<String> only(Deed deed, Collection<Deed> beside) {
        var theirs = new HashSet<String>();
        beside.forEach(it -> theirs.addAll(it.paths()));
        return deed.paths().stream().filter(it -> !theirs.contains(it)).toList();
    }

    private Stretch stretch(OrgId org, ProjectId project, Deed deed, List<String> only) {
        var before = checkpoints.find(
                org, Optional.ofNullable(deed.call().checkpointId()).orElseThrow());
        var answer = deed.answer();
        var after = Optional.ofNullable(answer == null ? null : answer.checkpointId())
                .or(() -> next.after(org, project, deed.begin().seq()))
                .map(it -> checkpoints.find(org, it));
        return new Stretch(before, after.orElse(null), only);
    }

    private static List<OutsideView> outside(List<Deed> own) {
        return own.stream()
                .filter(Deed::leavesTheMachine)
                .map(it -> new OutsideView(
                        it.call().runId(),
                        it.call().callId(),
                        it.call().tool().value(),
                        clip(it.call().arguments()),
                        Optional.ofNullable(it.answer())
                                .flatMap(answer -> Optional.ofNullable(answer.receiptId()))
                                .map(ReceiptId::value)
                                .orElse(null),
                        it.begin().at()))
                .toList();
    }

    private static String clip(String text) {
        return text.length() <= WORDS ? text : text.substring(0, WORDS) + "…";
    }

    private static ProjectId project(RunState run) {
        return run.started().projectId();
    }
}
