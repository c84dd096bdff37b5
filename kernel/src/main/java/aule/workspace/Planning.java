package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.kernel.Sha256;
import aule.workspace.Differences.Difference;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the plan of one undo: for people, and for whoever carries it out. */
final class Planning {

    /** How many paths are told with their patches. */
    private static final int PATCHED = 200;

    private final ObjectStore store;
    private final KeptState now;
    private final Undos.Target target;
    private final Selection selection;
    private final Map<String, Choice> choices;
    private final Reversal reversal;

    Planning(ObjectStore store, KeptState now, Undos.Target target, List<String> paths, Map<String, Choice> choices) {
        this.store = store;
        this.now = now;
        this.target = target;
        this.selection = new Selection(paths);
        this.choices = choices;
        this.reversal = new Reversal(store, now, choices);
    }

    /** Once. */
    UndoPlan plan() throws IOException {
        var items = reversal.of(target.stretches(), selection);
        var token =
                token(choices.isEmpty() ? items : new Reversal(store, now, Map.of()).of(target.stretches(), selection));
        var told = new ArrayList<UndoPlan.Item>();
        for (var one : items) {
            told.add(item(one, told.size() < PATCHED));
        }
        return new UndoPlan(token, told);
    }

    /** What the workspace becomes; after {@link #plan}. */
    List<Difference> wanted() {
        return reversal.wanted();
    }

    List<LeftOut> unknown() {
        return reversal.unknown();
    }

    /** It says what is meant and how that is, not what somebody chose. */
    private String token(List<Reversal.Item> items) {
        var text = Stream.concat(
                        Stream.of(
                                String.valueOf(target.undone()),
                                selection.paths().toString()),
                        items.stream().map(Planning::line))
                .collect(Collectors.joining("\0"));
        return Sha256.of(text.getBytes(UTF_8)).toString();
    }

    private static String line(Reversal.Item one) {
        return "%s %s %s %s %s".formatted(one.path(), side(one.now()), side(one.then()), side(one.old()), one.reason());
    }

    private static String side(@Nullable Kept side) {
        if (side == null) {
            return "-";
        }
        return side.isFolder()
                ? Integer.toString(side.mode())
                : side.mode() + side.object().name();
    }

    private UndoPlan.Item item(Reversal.Item one, boolean patched) throws IOException {
        var conflict = one.choice() != null;
        return new UndoPlan.Item(
                RawNames.shown(one.path()),
                change(one, one.then(), patched),
                conflict ? change(one, one.old(), patched) : null,
                conflict && one.merged() != null ? change(one, one.merged(), patched) : null,
                one.choice(),
                one.reason());
    }

    private @Nullable Change change(Reversal.Item one, @Nullable Kept then, boolean patched) throws IOException {
        if (Reversal.same(one.now(), then)) {
            return null;
        }
        var change = List.of(new Difference(one.path(), one.now(), then));
        return (patched ? Changes.patched(store, change) : Changes.plain(store, change)).getFirst();
    }
}
