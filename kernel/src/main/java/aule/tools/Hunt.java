package aule.tools;

import aule.workspace.Entry;
import aule.workspace.Found;
import aule.workspace.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A walk through a folder of the workspace in search of something; ends early when its thread is interrupted. */
record Hunt(Desk desk, String path, String start) {

    /** How many files and folders one search looks at. */
    static final int MOST = 500_000;

    Hunt(Desk desk, @Nullable String asked) {
        this(desk, path(asked), desk.name(path(asked)));
    }

    /** The folder to look in; the workspace if none is named. */
    static String path(@Nullable String asked) {
        return Optional.ofNullable(asked).orElse("");
    }

    /** Returns whether everything was seen. */
    boolean through(Scope scope, Found.Visitor visitor) throws InterruptedException {
        var whole = desk.search(path, scope, visitor);
        if (Thread.interrupted()) {
            throw new InterruptedException("The search was stopped.");
        }
        return whole;
    }

    /** What a thing is called from the folder on in which the search began. */
    String below(Entry entry) {
        var inside = !start.isEmpty() && entry.path().startsWith(start + "/");
        return inside ? entry.path().substring(start.length() + 1) : entry.path();
    }

    /** What was not looked at, for somebody who found nothing. */
    String unseen(boolean whole, boolean all) {
        if (!whole) {
            return " Only the first %,d files and folders were looked at; name a path.".formatted(MOST);
        }
        return all ? "" : " Hidden and git-ignored files were left out.";
    }
}
