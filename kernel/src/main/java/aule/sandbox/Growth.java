package aule.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** How much the files in a folder have grown since a command began. Not for several threads. */
final class Growth {

    /** Looking may take this part of the time at most. */
    private static final int SELDOM = 20;

    private final Path folder;
    private final long most;
    private final long before;
    private long notBefore = System.nanoTime();

    /** @param most bytes that it may grow; 0 for no limit, then nobody looks */
    Growth(Path folder, long most) {
        this.folder = folder;
        this.most = most;
        this.before = most == 0 ? 0 : bytes();
    }

    /** Looks, unless the last look took long and was a moment ago. */
    boolean seemsWithin() {
        return System.nanoTime() - notBefore < 0 || within();
    }

    boolean within() {
        if (most == 0) {
            return true;
        }
        var began = System.nanoTime();
        var grown = bytes() - before;
        var now = System.nanoTime();
        notBefore = now + SELDOM * (now - began);
        return grown <= most;
    }

    private long bytes() {
        var sum = new Sum();
        try {
            Files.walkFileTree(folder, sum);
        } catch (IOException gone) {
            return sum.bytes; // the folder itself is gone, and nothing in it counts
        }
        return sum.bytes;
    }

    /** What cannot be read does not count. */
    private static final class Sum extends SimpleFileVisitor<Path> {

        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException hidden) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException hidden) {
            return FileVisitResult.CONTINUE;
        }
    }
}
