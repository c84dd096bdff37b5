package aule.store;

import org.jdbi.v3.core.Handle;

/** This kernel's place among those that share its database. */
public interface Membership extends AutoCloseable {

    /** What this kernel is called; no two that share a database have the same name. */
    String node();

    /** Whether nobody else can open the database. */
    boolean alone();

    /** Lets the next kernel begin to start; one at a time does. */
    void started();

    /** Has the other kernels hear, once the transaction of this handle is committed, that something was written. */
    void ring(Handle handle);

    /**
     * Names who is called, always by the same thread, when other kernels may have written: soon after each
     * {@link #ring}, after each time the connection was lost, and every six seconds.
     */
    void listen(Runnable listener);

    /** Names who is called if another kernel took this one's name while the connection was lost; before {@link #listen}. */
    void whenExpelled(Runnable listener);

    /** Names who is called, on a thread of its own, within six seconds after another kernel stopped or died. */
    void whenOthersGo(Runnable listener);

    @Override
    void close();

    /** The membership of a kernel that has its database to itself. */
    record Alone(String node) implements Membership {

        @Override
        public boolean alone() {
            return true;
        }

        @Override
        public void started() {
            // nobody waits
        }

        @Override
        public void ring(Handle handle) {
            // nobody hears
        }

        @Override
        public void listen(Runnable listener) {
            // nobody rings
        }

        @Override
        public void whenExpelled(Runnable listener) {
            // nobody wants the name
        }

        @Override
        public void whenOthersGo(Runnable listener) {
            // there are no others
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
