package aule.workspace;

import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import org.eclipse.jgit.lib.ObjectId;

/** Takes the state of a workspace into a store. */
record Camera(Shadows shadows, Checkpoints.Limits limits, InstantSource clock) {

    /**
     * A state that is on disk.
     *
     * @param files how many files and links it has
     */
    record Picture(ObjectId id, KeptState state, long files, long bytes) {}

    /** To be called by whoever may write to the project's shadow. */
    Picture take(Workspace workspace, ObjectStore store) throws IOException {
        var ground = workspace.files().ground();
        var before = shadows.glances(workspace.project());
        try (var writer = store.write()) {
            var sure = before.losses() == store.losses();
            var survey = new Survey(ground, writer, limits, before, sure, clock.instant());
            var state = survey.look();
            var id = state.write(writer);
            writer.keep();
            survey.seen().readAfter(store.losses());
            shadows.remember(workspace.project(), survey.seen());
            store.tidy();
            return new Picture(id, state, survey.files(), survey.bytes());
        }
    }
}
