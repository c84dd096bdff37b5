package aule.agents.parcel;

import aule.agents.Persona;
import aule.agents.RunState;
import aule.agents.past.Recording;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.kernel.RunImport;
import aule.kernel.Sha256;
import aule.models.ModelSpec;
import aule.store.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/** Parcels as they are read, and those that are kept because runs came in them. */
public final class Parcels {

    /** The largest file of a run that is read, in bytes. */
    public static final int LARGEST = 50 << 20;

    private final Blobs blobs;
    private final Function<String, ModelSpec> models;
    private final Function<RunState, Optional<Persona>> personas;

    /**
     * @param models what a model can do of which a parcel does not tell
     * @param personas the persona of a run in this home, if there is one
     */
    public Parcels(Blobs blobs, Function<String, ModelSpec> models, Function<RunState, Optional<Persona>> personas) {
        this.blobs = blobs;
        this.models = models;
        this.personas = personas;
    }

    /**
     * Reads a file that somebody brought.
     *
     * @throws AuleException with {@code INVALID} if it is none or was changed, {@code TOO_LARGE}
     */
    public Parcel read(OrgId org, byte[] archive) {
        return new ParcelReader(org).read(archive);
    }

    /** Reads what a stream has, to its end. */
    public static byte[] bytes(InputStream in) {
        try (in) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new AuleException(
                        ErrorCode.TOO_LARGE, "The file of a run has at most %d MB.".formatted(LARGEST >> 20));
            }
            return bytes;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The file that a run came in. */
    byte[] kept(Sha256 archive) {
        return bytes(blobs.open(archive));
    }

    /** The record of a run that came in a parcel. */
    public Recording recording(Parcel parcel, RunId run) {
        var packed = parcel.of(run);
        var context = packed.context();
        return new Recording(
                run,
                packed.events(),
                new Carried(context, personas),
                id -> context.models().stream()
                        .filter(it -> it.id().equals(id))
                        .findFirst()
                        .orElseGet(() -> models.apply(id)));
    }

    /** The record of the run that a kept file is about. */
    public Recording recording(OrgId org, Sha256 archive) {
        var parcel = read(org, kept(archive));
        return recording(parcel, parcel.manifest().root());
    }

    /** The record of a run that was imported. */
    public Recording recording(OrgId org, RunImport from) {
        return recording(read(org, kept(from.archive())), from.run());
    }
}
