package aule.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One walk through a folder in the order of its names, past no link and past what git would leave out. */
final class Search {

    private static final String RULES = ".gitignore";
    private static final int LARGEST_RULES = 256 * 1024;
    private static final int DEEPEST = 3_600;

    /** The rules of one folder. */
    private record Level(String folder, IgnoreRules rules) {

        Optional<Boolean> ignores(Entry entry) {
            var below = folder.isEmpty() ? entry.path() : entry.path().substring(folder.length() + 1);
            return rules.ignores(below, entry.isFolder());
        }
    }

    private final Way way;
    private final Ground ground;
    private final Tree tree;
    private final Scope scope;
    private final Found.Visitor visitor;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int seen;

    Search(Way way, Scope scope, Found.Visitor visitor) {
        this.way = way;
        this.ground = way.ground();
        this.tree = new Tree(ground, new AtomicLong());
        this.scope = scope;
        this.visitor = visitor;
    }

    /** Whether everything was seen: nobody stopped it, and the bound was not met. */
    boolean from(Entry top) throws IOException {
        if (!top.isFolder()) {
            return visit(top);
        }
        if (!way.straight()) {
            learnAbove(top);
        }
        return folder(top.path());
    }

    /** Whoever asks for what is ignored gets it: then only the rules inside count. */
    private void learnAbove(Entry top) throws IOException {
        var at = "";
        for (var part : Names.split(top.path())) {
            learn(at);
            at = Names.join(at, part);
            if (ignored(top.at(at))) {
                levels.clear();
                return;
            }
        }
    }

    private boolean folder(String path) throws IOException {
        var before = levels.size();
        var children = children(path);
        if (children.stream().anyMatch(it -> it.name().equals(RULES))) {
            learn(path);
        }
        try {
            for (var child : children) {
                if (wanted(child) && !enter(child)) {
                    return false;
                }
            }
            return true;
        } finally {
            while (levels.size() > before) {
                levels.pop();
            }
        }
    }

    private boolean enter(Entry child) throws IOException {
        if (++seen > scope.most() || Thread.currentThread().isInterrupted() || !visit(child)) {
            return false;
        }
        return !child.isFolder() || child.path().length() > DEEPEST || folder(child.path());
    }

    private boolean visit(Entry entry) {
        return visitor.visit(new Found(ground, entry, entry.at(way.called(RawNames.shown(entry.path())))));
    }

    private boolean wanted(Entry entry) {
        return scope.all() || (!entry.name().startsWith(".") && !ignored(entry));
    }

    /** The nearest rule that fits decides. */
    private boolean ignored(Entry entry) {
        for (var level : levels) {
            var told = level.ignores(entry);
            if (told.isPresent()) {
                return told.get();
            }
        }
        return false;
    }

    private List<Entry> children(String folder) throws IOException {
        var found = new ArrayList<Entry>();
        Ground.ifThere(() -> found.addAll(tree.children(folder)));
        return found;
    }

    private void learn(String folder) throws IOException {
        if (scope.all()) {
            return;
        }
        Ground.ifThere(() -> {
            try (var file = ground.open(Names.join(folder, RULES))) {
                var bytes = new byte[LARGEST_RULES];
                var length = file.read(bytes, 0);
                levels.push(new Level(folder, IgnoreRules.of(new String(bytes, 0, length, StandardCharsets.UTF_8))));
            }
        });
    }
}
