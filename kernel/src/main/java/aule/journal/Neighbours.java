package aule.journal;

import org.jdbi.v3.core.Handle;

/** The other kernels that append to the same journal. */
public interface Neighbours {

    /** Nobody else has the journal's database open. */
    Neighbours NONE = new Neighbours() {
        @Override
        public void tell(Handle handle) {
            // nobody listens
        }

        @Override
        public void listen(Runnable news) {
            // nobody tells
        }
    };

    /** Has them hear, once the transaction of this handle is committed, that something was appended. */
    void tell(Handle handle);

    /** Names who is called, by one thread, soon after others appended; too often does no harm. */
    void listen(Runnable news);
}
