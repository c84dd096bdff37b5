package aule.workspace;

import aule.workspace.Differences.Difference;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/** What stretches of work come to together: each path from before the first that changed it to after the last. */
record Net(ObjectStore store, KeptState now) {

    List<Difference> of(List<Stretch> stretches) throws IOException {
        var all = new TreeMap<String, Difference>();
        for (var stretch : stretches) {
            var end = stretch.after();
            var after = end == null ? now : state(end);
            for (var one : Differences.between(store, state(stretch.before()).files(), after.files())) {
                if (stretch.did(one.path())) {
                    all.merge(
                            one.path(),
                            one,
                            (earlier, later) -> new Difference(one.path(), earlier.before(), later.after()));
                }
            }
        }
        return all.values().stream()
                .filter(it -> !Reversal.same(it.before(), it.after()))
                .toList();
    }

    private KeptState state(Checkpoint checkpoint) throws IOException {
        return KeptState.read(store, ObjectId.fromString(checkpoint.tree()));
    }
}
