package aule.workspace.objects;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/** A finished file. */
final class PackInput implements ReadableChannel {

    private final RandomAccessFile file;
    private boolean open = true;

    PackInput(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        var count = file.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        into.position(into.position() + Math.max(0, count));
        return count;
    }

    @Override
    public long position() throws IOException {
        return file.getFilePointer();
    }

    @Override
    public void position(long position) throws IOException {
        file.seek(position);
    }

    @Override
    public long size() throws IOException {
        return file.length();
    }

    @Override
    public int blockSize() {
        return 0;
    }

    @Override
    public void setReadAheadBytes(int bytes) {
        // The system reads ahead by itself.
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        file.close();
    }
}
