package aule.workspace;

import org.eclipse.jgit.lib.ObjectId;

/**
 * One name in a folder of a checkpoint.
 *
 * @param mode kind and permissions as the system writes them in one number, the kind as git does
 * @param object what it holds: a file's bytes, a link's target or a folder
 */
record Kept(String name, int mode, ObjectId object) {

    private static final int KIND = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int PERMISSIONS = 0777;

    static Kept folder(String name, int permissions, ObjectId tree) {
        return new Kept(name, FOLDER | permissions, tree);
    }

    static Kept file(String name, int permissions, ObjectId content) {
        return new Kept(name, FILE | permissions, content);
    }

    /** A link has no permissions of its own. */
    static Kept link(String name, ObjectId target) {
        return new Kept(name, LINK, target);
    }

    boolean isFolder() {
        return (mode & KIND) == FOLDER;
    }

    boolean isFile() {
        return (mode & KIND) == FILE;
    }

    boolean isLink() {
        return (mode & KIND) == LINK;
    }

    int permissions() {
        return mode & PERMISSIONS;
    }

    Entry.Kind kind() {
        if (isFolder()) {
            return Entry.Kind.DIR;
        }
        return isLink() ? Entry.Kind.LINK : Entry.Kind.FILE;
    }

    boolean sameKind(Kept other) {
        return (mode & KIND) == (other.mode & KIND);
    }
}
