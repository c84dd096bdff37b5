package aule.workspace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A file, folder or link that a search came by. */
public final class Found {

    /** Looks at one thing and says whether to go on. */
    @FunctionalInterface
    public interface Visitor {
        boolean visit(Found found);
    }

    /** Files of at most so many bytes are read at once. */
    private static final int WHOLE = 1 << 20;

    private final Ground ground;
    private final Entry entry;
    private final Entry called;

    Found(Ground ground, Entry entry, Entry called) {
        this.ground = ground;
        this.entry = entry;
        this.called = called;
    }

    /** What it is, under the name that whoever searches has for it. */
    public Entry entry() {
        return called;
    }

    /** The content of a file, to be closed; empty for anything else and if it is gone or closed to the kernel. */
    public Optional<InputStream> open() {
        var opened = new AtomicReference<InputStream>();
        return Way.alone(called.path(), () -> {
            Ground.ifThere(() -> opened.set(content()));
            return Optional.ofNullable(opened.get());
        });
    }

    private InputStream content() throws IOException {
        var content = ground.open(entry.path());
        if (entry.size() > WHOLE) {
            return new ContentStream(content, 0);
        }
        try (content) {
            var bytes = new byte[(int) entry.size()];
            return new ByteArrayInputStream(Arrays.copyOf(bytes, content.read(bytes, 0)));
        }
    }
}
