package aule.sandbox;

import java.util.List;

/** Holds a tree by its control groups and by its outermost process, with which bubblewrap's namespace dies. */
record GroupLeash(Cgroup group) implements Leash {

    List<String> doors() {
        return group.doors();
    }

    /** Through its handle: destroying the process itself would close its pipes before they are read to the end. */
    @Override
    public void kill(Process process) {
        group.kill();
        process.toHandle().destroyForcibly();
    }

    @Override
    public String exceeded() {
        return group.exceeded();
    }

    @Override
    public void release() {
        group.remove();
    }
}
