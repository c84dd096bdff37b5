package aule.cli;

import java.io.InputStream;
import java.util.function.Consumer;

/** The window that a person sits at. */
interface Tty extends AutoCloseable {

    /** How many letters it shows. */
    record Size(int columns, int rows) {}

    Size size();

    /** Every key goes through as it is, until this is closed. */
    void raw();

    InputStream keys();

    /** Tells its new size whenever it has another one. */
    void whenResized(Consumer<Size> told);

    /** Makes the window what it was; more than once does no harm. */
    @Override
    void close();
}
