package aule.workspace;

import aule.workspace.objects.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.jspecify.annotations.Nullable;

/** Puts two changes of one thing together where they do not touch. */
record TextMerge(ObjectStore store) {

    /** Larger files are not merged, in bytes. */
    private static final int LARGEST = 512 * 1024;

    /**
     * What both sides come to.
     *
     * @param base what both began with
     * @param mine what it became on one side
     * @param theirs what it became on the other
     * @return empty if they touch, or are about anything but text
     */
    Optional<Kept> merge(@Nullable Kept base, @Nullable Kept mine, @Nullable Kept theirs) throws IOException {
        if (base == null || mine == null || theirs == null || !base.sameKind(mine) || !base.sameKind(theirs)) {
            return Optional.empty();
        }
        var mode = mine.mode() == base.mode() ? theirs.mode() : mine.mode();
        if (base.isFolder()) {
            return Optional.of(new Kept(mine.name(), mode, mine.object()));
        }
        return content(base, mine, theirs).map(it -> new Kept(mine.name(), mode, it));
    }

    private Optional<ObjectId> content(Kept base, Kept mine, Kept theirs) throws IOException {
        if (mine.object().equals(base.object())) {
            return Optional.of(theirs.object());
        }
        if (theirs.object().equals(base.object()) || theirs.object().equals(mine.object())) {
            return Optional.of(mine.object());
        }
        return base.isFile() ? text(base, mine, theirs) : Optional.empty();
    }

    private Optional<ObjectId> text(Kept base, Kept mine, Kept theirs) throws IOException {
        var texts = new RawText[3];
        var sides = List.of(base, mine, theirs);
        for (int at = 0; at < texts.length; at++) {
            var content = text(sides.get(at));
            if (content.isEmpty()) {
                return Optional.empty();
            }
            texts[at] = content.get();
        }
        var merged = new MergeAlgorithm().merge(RawTextComparator.DEFAULT, texts[0], texts[1], texts[2]);
        if (merged.containsConflicts()) {
            return Optional.empty();
        }
        var out = new ByteArrayOutputStream();
        new MergeFormatter().formatMerge(out, merged, List.of("", "", ""), StandardCharsets.ISO_8859_1);
        return Optional.of(kept(out.toByteArray()));
    }

    private ObjectId kept(byte[] content) throws IOException {
        try (var writer = store.write()) {
            var object = writer.content(content, content.length);
            writer.keep();
            return object;
        }
    }

    private Optional<RawText> text(Kept side) throws IOException {
        if (store.size(side.object()) > LARGEST) {
            return Optional.empty();
        }
        var bytes = store.read(side.object(), LARGEST);
        return RawText.isBinary(bytes) ? Optional.empty() : Optional.of(new RawText(bytes));
    }
}
