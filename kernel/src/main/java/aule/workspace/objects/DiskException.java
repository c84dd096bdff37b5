package aule.workspace.objects;

import java.io.IOException;

/** The disk did not take what was written. */
public final class DiskException extends IOException {

    private static final long serialVersionUID = 1;

    DiskException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
