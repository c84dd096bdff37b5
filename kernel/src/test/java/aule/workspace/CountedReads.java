package aule.workspace;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** A ground that counts how often files are opened to be read. */
final class CountedReads implements Ground {

    private final Ground ground;
    private final AtomicInteger reads = new AtomicInteger();

    CountedReads(Ground ground) {
        this.ground = ground;
    }

    int reads() {
        return reads.get();
    }

    @Override
    public Content open(String file) throws IOException {
        reads.incrementAndGet();
        return ground.open(file);
    }

    @Override
    public Optional<Entry> stat(String path) throws IOException {
        return ground.stat(path);
    }

    @Override
    public String readLink(String path) throws IOException {
        return ground.readLink(path);
    }

    @Override
    public List<Entry> list(String folder) throws IOException {
        return ground.list(folder);
    }

    @Override
    public Content append(String file) throws IOException {
        return ground.append(file);
    }

    @Override
    public Content create(String file, OptionalInt mode) throws IOException {
        return ground.create(file, mode);
    }

    @Override
    public void createFolder(String folder) throws IOException {
        ground.createFolder(folder);
    }

    @Override
    public void createLink(String link, String target) throws IOException {
        ground.createLink(link, target);
    }

    @Override
    public void permit(String path, int mode) throws IOException {
        ground.permit(path, mode);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        ground.rename(from, to);
    }

    @Override
    public void remove(String path, boolean folder) throws IOException {
        ground.remove(path, folder);
    }

    @Override
    public void sync(String folder) throws IOException {
        ground.sync(folder);
    }

    @Override
    public void syncAll(Collection<String> files) throws IOException {
        ground.syncAll(files);
    }
}
