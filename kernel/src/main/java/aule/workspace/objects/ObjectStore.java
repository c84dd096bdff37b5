package aule.workspace.objects;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.eclipse.jgit.internal.storage.dfs.DfsPackCompactor;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.ObjectWalk;

/**
 * Files' contents and folders as objects that are never changed, each named by its hash. What was written is on disk
 * when {@link Writer#keep} returns. One at a time uses the folder, also among kernels that share it, and calls
 * {@link #refresh} first.
 */
public final class ObjectStore {

    private static final int MANY = 40;
    private static final long SMALL = 8 << 20;

    private final PackRepository repository;

    private ObjectStore(PackRepository repository) {
        this.repository = repository;
    }

    /**
     * Opens the store of a folder, which is made if it is missing; while nobody else is at work in it.
     *
     * @param kernel hex digits that no other kernel on this folder has
     */
    public static ObjectStore open(Path folder, String kernel) throws IOException {
        JgitSettings.install();
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var repository = PackRepository.open(folder, kernel);
        repository.getObjectDatabase().clean();
        repository.getObjectDatabase().refresh();
        return new ObjectStore(repository);
    }

    /** Sees what another kernel did to the folder. */
    public void refresh() throws IOException {
        repository.getObjectDatabase().refresh();
    }

    public Writer write() {
        return new Writer(repository.newObjectInserter());
    }

    /** The bytes of an object, at most so many; {@link org.eclipse.jgit.errors.LargeObjectException} above. */
    public byte[] read(ObjectId object, int most) throws IOException {
        try (var reader = repository.newObjectReader()) {
            return reader.open(object).getCachedBytes(most);
        }
    }

    /** An object with its bytes at hand, at most so many. */
    public ObjectLoader loader(ObjectId object, int most) throws IOException {
        return new ObjectLoader.SmallObject(Constants.OBJ_BLOB, read(object, most));
    }

    /** The bytes of an object of any size, to be closed. */
    public InputStream stream(ObjectId object) throws IOException {
        var reader = repository.newObjectReader();
        try {
            return new Content(reader.open(object).openStream(), reader);
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    public long size(ObjectId object) throws IOException {
        try (var reader = repository.newObjectReader()) {
            return reader.getObjectSize(object, ObjectReader.OBJ_ANY);
        }
    }

    /** Writes a folder and all that it reaches as one pack, which ends in its checksum. */
    public void send(ObjectId folder, OutputStream out) throws IOException {
        try (var reader = repository.newObjectReader();
                var writer = new PackWriter(PackFolder.plain(), reader)) {
            writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(folder), Set.of());
            writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
        }
    }

    /**
     * Takes in a pack that somebody sent, to the end of the stream; every object is verified by its hash.
     *
     * @throws IOException if the pack is not whole, or lacks something that the folder reaches
     */
    public void receive(ObjectId folder, InputStream in) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            inserter.newPackParser(in).parse(NullProgressMonitor.INSTANCE);
        }
        try (var reader = repository.newObjectReader();
                var walk = new ObjectWalk(reader)) {
            walk.markStart(walk.parseTree(folder));
            walk.checkConnectivity();
        }
    }

    /** Makes one pack of many small ones when there are too many, so that finding stays quick. */
    public void tidy() throws IOException {
        var packs = repository.getObjectDatabase();
        var compactor = new DfsPackCompactor(repository);
        var small = 0;
        for (var pack : packs.getPacks()) {
            if (pack.getPackDescription().getFileSize(PackExt.PACK) < SMALL) {
                compactor.add(pack);
                small++;
            }
        }
        if (small >= MANY) {
            compactor.compact(NullProgressMonitor.INSTANCE);
        }
    }

    /** Throws everything away that none of some folders reaches. */
    public void keepOnly(Set<ObjectId> folders) throws IOException {
        repository.getObjectDatabase().keepOnly(folders);
    }

    /** Stays the same as long as every object that was here certainly still is. */
    public long losses() {
        return repository.getObjectDatabase().losses();
    }

    /** How much the objects take on the disk. */
    public long bytes() throws IOException {
        return repository.getObjectDatabase().bytes();
    }

    /** Adds objects; what is not kept when this is closed never was. */
    public static final class Writer implements Closeable {

        private final ObjectInserter inserter;
        private final ObjectReader reader;

        private Writer(ObjectInserter inserter) {
            this.inserter = inserter;
            this.reader = inserter.newReader();
        }

        public ObjectId content(byte[] bytes, int length) throws IOException {
            return inserter.insert(Constants.OBJ_BLOB, bytes, 0, length);
        }

        /** Exactly so many bytes of a stream. */
        public ObjectId content(long length, InputStream in) throws IOException {
            return inserter.insert(Constants.OBJ_BLOB, length, in);
        }

        /** Whether there is such an object. */
        public boolean has(ObjectId object) throws IOException {
            return reader.has(object);
        }

        /** A folder in git's format of a tree. */
        public ObjectId folder(byte[] tree) throws IOException {
            return inserter.insert(Constants.OBJ_TREE, tree);
        }

        /** Makes what was added so far durable. */
        public void keep() throws IOException {
            inserter.flush();
        }

        @Override
        public void close() {
            reader.close();
            inserter.close();
        }
    }

    private static final class Content extends FilterInputStream {

        private final ObjectReader reader;

        Content(InputStream in, ObjectReader reader) {
            super(in);
            this.reader = reader;
        }

        @Override
        public void close() throws IOException {
            try (reader) {
                in.close();
            }
        }
    }
}
