package aule.workspace;

import aule.api.Call;
import aule.journal.Journal;
import aule.kernel.FileChange;
import aule.kernel.Principal;
import aule.kernel.ProjectEvent;
import aule.kernel.ProjectId;
import aule.kernel.StreamId;
import java.util.List;

/** Journals what people do to a project's files by hand. */
record FileNews(Journal journal) {

    /** @param kind {@code created}, {@code modified}, {@code moved} or {@code deleted} */
    void changed(Call call, String path, String kind, long bytes) {
        var project = new ProjectId(call.path("id"));
        var event = new ProjectEvent.FileChanged(project, new FileChange(path, kind, bytes, 0, 0));
        journal.append(StreamId.of(project), origin(call.principal(), project), List.of(event));
    }

    private static Journal.Origin origin(Principal principal, ProjectId project) {
        return new Journal.Origin(
                principal.org(), project, principal.user().value(), project.value(), null, Journal.NO_LEASE);
    }
}
