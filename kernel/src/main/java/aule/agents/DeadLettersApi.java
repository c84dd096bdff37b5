package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the operations on dead letters of {@code api/agents.yaml}. */
final class DeadLettersApi {

    record CloseLetter(@Nullable String note) {}

    record LetterView(
            RunId id,
            String goal,
            String code,
            String detail,
            @Nullable Instant failedAt,
            int attempts,
            UserId owner,
            ProjectId projectId,
            PersonaId personaId) {}

    record LetterList(
            List<LetterView> deadLetters,
            int count,
            @Nullable String nextCursor) {}

    private final DeadLetters letters;
    private final Runs runs;
    private final RunViews views;

    DeadLettersApi(DeadLetters letters, Runs runs, RunViews views) {
        this.letters = letters;
        this.runs = runs;
        this.views = views;
    }

    Map<String, Handler> handlers() {
        return Map.of("listDeadLetters", this::list, "retryDeadLetter", this::retry, "closeDeadLetter", this::close);
    }

    private Answer list(Call call) {
        var limit = Paging.limit(call);
        var search = new DeadLetters.Search(
                call.query("project_id").map(ProjectId::new),
                call.query("code"),
                call.query("q").orElse(""),
                Paging.before(call));
        var page = letters.page(call.principal().org(), search, limit + 1);
        var shown = page.stream().limit(limit).map(DeadLettersApi::view).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var next = page.size() > limit ? Long.toString(page.get(limit - 1).seq()) : null;
        return Answer.ok(new LetterList(shown, shown.size(), next));
    }

    private static LetterView view(DeadLetter letter) {
        var run = letter.run();
        var started = run.started();
        var why = (RunEvent.Failed) Objects.requireNonNull(run.ended());
        return new LetterView(
                run.id(),
                started.goal(),
                why.code(),
                why.detail(),
                run.times().endedAt(),
                letter.attempts(),
                started.owner(),
                started.projectId(),
                started.personaId());
    }

    private Answer retry(Call call) {
        var letter = letters.find(call.principal().org(), RunsApi.id(call));
        var again = letters.retry(call.principal(), letter.run().id(), RunsApi.change(runs, call));
        return Answer.accepted("/v1/runs/" + again.id(), views.of(again));
    }

    private Answer close(Call call) {
        var note = Objects.requireNonNullElse(call.body(CloseLetter.class).note(), "");
        letters.close(call.principal(), RunsApi.id(call), note.strip());
        return Answer.noContent();
    }
}
