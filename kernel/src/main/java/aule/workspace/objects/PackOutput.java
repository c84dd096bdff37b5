package aule.workspace.objects;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;

/** A new file, on disk once it is closed. Not a channel, which would be closed when its thread is interrupted. */
final class PackOutput extends DfsOutputStream {

    private final RandomAccessFile file;
    private long length;
    private boolean closed;

    PackOutput(Path path) throws IOException {
        try {
            this.file = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw new DiskException(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        try {
            file.seek(length);
            file.write(bytes, offset, count);
            length += count;
        } catch (IOException e) {
            throw new DiskException(e);
        }
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        file.seek(position);
        var count = file.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        into.position(into.position() + Math.max(0, count));
        return count;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (file) {
                file.getFD().sync();
            } catch (IOException e) {
                throw new DiskException(e);
            }
        }
    }
}
