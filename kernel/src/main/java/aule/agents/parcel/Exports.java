package aule.agents.parcel;

import aule.agents.Persona;
import aule.agents.RunLists;
import aule.agents.RunState;
import aule.agents.loop.Surroundings;
import aule.agents.past.Recording;
import aule.agents.past.Recordings;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.models.ModelSpec;
import aule.store.Blobs;
import aule.tools.Toolbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Packs runs into files that can be taken elsewhere. No secret is among what is packed: none is in a run's events. */
public final class Exports {

    private static final int MOST_RUNS = 1_000;

    private final RunLists lists;
    private final Recordings recordings;
    private final Toolbox tools;
    private final Blobs blobs;

    public Exports(RunLists lists, Recordings recordings, Toolbox tools, Blobs blobs) {
        this.lists = lists;
        this.recordings = recordings;
        this.tools = tools;
        this.blobs = blobs;
    }

    /**
     * The file of a run and of all that it started, a thousand runs at most; the same always as long as nothing happens
     * to them.
     *
     * @throws AuleException with {@code TOO_LARGE}
     */
    public byte[] of(RunState root) {
        var bytes = new ByteArrayOutputStream();
        write(root, bytes);
        if (bytes.size() > Parcels.LARGEST) {
            throw new AuleException(
                    ErrorCode.TOO_LARGE,
                    "The run '%s' and what it started do not fit into a file of %d MB; export a run that it started."
                            .formatted(root.id(), Parcels.LARGEST >> 20));
        }
        return bytes.toByteArray();
    }

    private void write(RunState root, OutputStream out) {
        try (var writer = new ParcelWriter(out)) {
            var entries = new ArrayList<Manifest.Entry>();
            var outputs = new WholeOutputs(blobs);
            var last = Instant.EPOCH;
            for (var run : lists.tree(root.org(), root.id(), MOST_RUNS)) {
                var recording = recordings.of(run);
                var state = RunState.of(recording.events());
                writer.run(recording.run(), recording.events(), context(state, recording));
                outputs.add(recording.events());
                entries.add(entry(state, recording.events().size()));
                last = later(last, recording.events().getLast().at());
            }
            outputs.write(writer);
            writer.seal(entries.getFirst().id(), last, entries);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Manifest.Entry entry(RunState run, int events) {
        return new Manifest.Entry(
                run.id(), run.started().parentId(), run.started().goal(), run.status(), events);
    }

    private Context context(RunState run, Recording recording) {
        var around = recording.surroundings();
        var persona = persona(run, around);
        var earlier = around.earlier(run);
        return new Context(
                persona.id(),
                persona.traits(),
                orElse(() -> around.project(run).name(), "gone"),
                around.day(run),
                earlier.messages().stream().map(Context.Line::of).toList(),
                earlier.notes(),
                models(recording),
                offers(persona.tools()));
    }

    private static Persona persona(RunState run, Surroundings around) {
        var id = run.started().personaId();
        var nobody = new Persona.Traits("Gone", "", "", "user", "blue", List.of(), null);
        return orElse(() -> around.persona(run), new Persona(id, nobody, false, false, Instant.EPOCH, Instant.EPOCH));
    }

    /** What is gone since the run was made is not packed. */
    private static <T> T orElse(Supplier<T> present, T gone) {
        try {
            return present.get();
        } catch (AuleException missing) {
            if (missing.code() != ErrorCode.NOT_FOUND) {
                throw missing;
            }
            return gone;
        }
    }

    private static List<ModelSpec> models(Recording recording) {
        return recording.events().stream()
                .map(Envelope::body)
                .filter(RunEvent.ModelAnswered.class::isInstance)
                .map(it -> ((RunEvent.ModelAnswered) it).model())
                .distinct()
                .map(recording.models())
                .map(Exports::withoutAddress)
                .toList();
    }

    /** Where a model is served concerns nobody else. */
    private static ModelSpec withoutAddress(ModelSpec spec) {
        return new ModelSpec(
                spec.id(),
                spec.name(),
                spec.provider(),
                spec.role(),
                spec.size(),
                "",
                spec.isLocal(),
                false,
                spec.contextTokens(),
                spec.supports());
    }

    private List<Context.Offer> offers(Set<aule.kernel.ToolName> allowed) {
        return tools.catalogue(allowed).stream()
                .map(it ->
                        new Context.Offer(it.name(), it.purpose(), it.effect().wire(), tools.parameters(it.name())))
                .toList();
    }
}
