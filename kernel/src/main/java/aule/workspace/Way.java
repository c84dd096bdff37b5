package aule.workspace;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.ArrayList;

/**
 * Finds the way to a path through links that stay inside, and says in the request's words why there is none.
 *
 * @param straight whether paths are absolute ones and no link is passed at all
 */
record Way(Ground ground, boolean straight) {

    private static final int MOST_LINKS = 40;
    private static final int ATTEMPTS = 100;

    /** Something that is done on the ground. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does the work again while somebody moves things about, a bounded number of times. */
    static <T> T through(String asked, Work<T> work) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return once(asked, work);
            } catch (Ground.MovedException e) {
                Thread.onSpinWait();
            }
        }
        return alone(asked, work);
    }

    /** Does work that cannot be repeated. */
    static <T> T alone(String asked, Work<T> work) {
        try {
            return once(asked, work);
        } catch (Ground.MovedException e) {
            throw Names.denied(asked);
        }
    }

    /** The path below the root, without dots. */
    String plain(String path) {
        return straight ? Names.absolute(path) : Names.plain(path);
    }

    /** A place as whoever asks calls it. */
    String called(String plain) {
        return straight ? "/" + plain : plain;
    }

    /** The place to look at: on a straight way a link at the end is what is there. */
    String seen(String plain, String asked) throws IOException {
        return straight ? realFolder(plain, asked) : real(plain, asked);
    }

    /** The same place without links; what is missing at the end of the way stays as it is. */
    String real(String plain, String asked) throws IOException {
        var left = new ArrayDeque<>(Names.split(plain));
        var at = "";
        var links = 0;
        while (!left.isEmpty()) {
            var part = left.pop();
            if (part.equals("..")) {
                at = above(at, asked);
                continue;
            }
            var next = Names.join(at, part);
            if (!ground.stat(next).map(Entry::isLink).orElse(false)) {
                at = next;
                continue;
            }
            if (straight) {
                throw Names.linked(asked);
            }
            if (++links > MOST_LINKS) {
                throw Names.denied(asked);
            }
            var rest = new ArrayList<>(Names.target(ground.readLink(next), at, asked));
            rest.addAll(left);
            left = new ArrayDeque<>(rest);
            at = "";
        }
        return at;
    }

    /** The same place with only the folders on the way followed: a link at its end is meant itself. */
    String realFolder(String plain, String asked) throws IOException {
        return Names.join(real(Names.folderOf(plain), asked), Names.nameOf(plain));
    }

    private static String above(String at, String asked) {
        if (at.isEmpty()) {
            throw Names.denied(asked);
        }
        return Names.folderOf(at);
    }

    private static <T> T once(String asked, Work<T> work) throws Ground.MovedException {
        try {
            return work.run();
        } catch (Ground.MovedException e) {
            throw e;
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw Names.missing(asked);
        } catch (Ground.SpecialFileException e) {
            throw Names.invalid(asked, "is not a regular file (a folder, device or pipe) and is not opened.");
        } catch (FileAlreadyExistsException e) {
            throw Names.conflict(asked, "exists already; choose another name or delete it first.");
        } catch (DirectoryNotEmptyException e) {
            throw Names.conflict(asked, "is a folder with something in it; say that all of it is meant.");
        } catch (InvalidPathException e) {
            throw Names.invalid(asked, "has letters that this machine's file names cannot have.");
        } catch (AccessDeniedException e) {
            throw new AuleException(
                    ErrorCode.FORBIDDEN, "The kernel may not touch '%s'; check its permissions.".formatted(asked), e);
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "'%s' could not be read or written; check the disk and the length of the name.".formatted(asked),
                    e);
        }
    }
}
