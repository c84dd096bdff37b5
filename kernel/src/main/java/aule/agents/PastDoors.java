package aule.agents;

import aule.agents.loop.Loop;
import aule.agents.loop.Ports;
import aule.agents.parcel.Exports;
import aule.agents.parcel.Imports;
import aule.agents.parcel.Parcels;
import aule.agents.past.Recordings;
import aule.agents.past.Replays;
import aule.agents.past.Takes;
import aule.kernel.Ids;
import aule.models.Models;
import aule.store.Blobs;
import aule.tools.Tools;
import aule.workspace.Checkpoints;
import aule.workspace.Projects;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What is done with the past of runs: they are played again, taken along, taken in, kept and forked. */
record PastDoors(
        Recordings recordings,
        Replays replays,
        Parcels parcels,
        Exports exports,
        Imports imports,
        Forks forks,
        Snapshots snapshots,
        Regressions tests) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What they stand on. */
    record Ground(
            Blobs blobs,
            Tools tools,
            Projects projects,
            Checkpoints checkpoints,
            Personas personas,
            Ids ids,
            SqlRegressions regressions) {}

    static Parcels parcels(Blobs blobs, Models models, Personas personas) {
        return new Parcels(
                blobs,
                id -> Recordings.model(models, id),
                run -> Optional.of(run.started().personaId())
                        .filter(id -> personas.has(run.org(), id))
                        .map(id -> personas.find(run.org(), id)));
    }

    static PastDoors open(
            Ground ground, Ports ports, Function<Ports, Loop> loops, Parcels parcels, Runs runs, RunLists lists) {
        var journal = ports.journal();
        var recordings = new Recordings(journal, ports.surroundings(), ports.models(), parcels::recording);
        var files = new ForkFiles(journal, ground.checkpoints(), ground.projects());
        var forks = new Forks(runs, recordings, files, ground.personas(), ground.ids());
        var replays = new Replays(new Takes(loops, ground.tools(), ports.settings()));
        var exports = new Exports(lists, recordings, ground.tools(), ground.blobs());
        return new PastDoors(
                recordings,
                replays,
                parcels,
                exports,
                new Imports(journal, ground.blobs(), parcels, ground.projects(), ground.personas(), ground.ids()),
                forks,
                new Snapshots(journal, recordings, new Stillness(journal, lists, PATIENCE), files, forks, ground.ids()),
                new Regressions(
                        ground.regressions(), exports, parcels, replays, ground.blobs(), ports.clock(), ground.ids()));
    }
}
