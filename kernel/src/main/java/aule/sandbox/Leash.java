package aule.sandbox;

/** The hold on one command's whole process tree. */
interface Leash {

    /** Kills every process of the tree that still lives. */
    void kill(Process process);

    /** The limit that was hit, whatever the exit code says: {@code memory}, {@code processes} or empty. */
    String exceeded();

    /** Frees what was held for the command, once all is dead. */
    void release();
}
