package aule.terminals;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.TerminalId;
import aule.sandbox.Sandbox;
import aule.schema.Json;
import aule.workspace.Projects;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers the operations of {@code api/terminals.yaml}. */
final class TerminalsApi {

    /** Whoever may only look on may not type. */
    private static final String USE = "terminals.use";

    record NewTerminal(
            @Nullable String projectId,
            @Nullable String title,
            @Nullable String folder,
            @Nullable Boolean shared,
            @Nullable Integer columns,
            @Nullable Integer rows) {}

    record TerminalChange(@Nullable String title, @Nullable Boolean shared) {}

    record TerminalList(
            List<TerminalView> terminals,
            int count,
            @Nullable String nextCursor) {}

    private final Terminals terminals;

    TerminalsApi(Terminals terminals) {
        this.terminals = terminals;
    }

    Operations operations() {
        return new Operations(
                "terminals",
                Map.of(
                        "listTerminals", this::list,
                        "openTerminal", this::open,
                        "showTerminal", call -> Answer.ok(view(call, found(call))),
                        "changeTerminal", this::change,
                        "closeTerminal", this::close,
                        "openTerminalSocket", this::socket));
    }

    private Answer list(Call call) {
        var limit = call.query("limit").map(Integer::valueOf).orElse(50);
        var page = terminals.page(
                call.principal(),
                call.query("project_id").map(ProjectId::new),
                call.query("cursor").orElse(""),
                limit + 1);
        var shown = page.stream().limit(limit).toList();
        var next = page.size() > limit ? shown.getLast().card().id().value() : null;
        return Answer.ok(
                new TerminalList(shown.stream().map(it -> view(call, it)).toList(), shown.size(), next));
    }

    private Answer open(Call call) {
        var wanted = call.body(NewTerminal.class);
        var project = wanted.projectId() == null ? Projects.STANDARD : new ProjectId(wanted.projectId());
        var folder = Objects.requireNonNullElse(wanted.folder(), "");
        var title = Optional.ofNullable(wanted.title()).filter(it -> !it.isBlank());
        var opened = terminals.open(
                call.principal(),
                new Terminals.Wish(
                        project,
                        title.orElse(""),
                        folder,
                        Objects.requireNonNullElse(wanted.shared(), false),
                        new Sandbox.Size(
                                Objects.requireNonNullElse(wanted.columns(), 80),
                                Objects.requireNonNullElse(wanted.rows(), 24))));
        return Answer.created("/v1/terminals/" + opened.card().id(), view(call, opened));
    }

    private Answer change(Call call) {
        var wanted = call.body(TerminalChange.class);
        var session = own(call);
        terminals.change(
                call.principal(),
                session,
                Objects.requireNonNullElse(wanted.title(), session.title()).strip(),
                Objects.requireNonNullElse(wanted.shared(), session.shared()));
        return Answer.ok(view(call, session));
    }

    private Answer close(Call call) {
        terminals.close(own(call));
        return Answer.noContent();
    }

    private Answer socket(Call call) {
        var session = found(call);
        var after = call.query("after").map(Long::valueOf).orElse(0L);
        return Answer.socket(
                new Screen(session, view(call, session), after), (person, frame) -> hear(person, session, frame));
    }

    private void hear(Principal person, Session session, String text) {
        person.require(USE);
        var frame = Json.parse(text);
        switch (frame.path("type").asString("")) {
            case "input" -> terminals.type(person, session, text(frame));
            case "resize" -> session.resize(new Sandbox.Size(number(frame, "columns"), number(frame, "rows")));
            default ->
                throw new AuleException(
                        ErrorCode.INVALID,
                        "A terminal takes frames of the types 'input' and 'resize'; send one of these.");
        }
    }

    private static String text(JsonNode frame) {
        var text = frame.path("text");
        if (!text.isString()) {
            throw new AuleException(ErrorCode.INVALID, "A frame of the type 'input' has a 'text'; add it.");
        }
        return text.asString();
    }

    private static int number(JsonNode frame, String name) {
        var number = frame.path(name);
        if (!number.isInt()) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "A frame of the type 'resize' has whole numbers 'columns' and 'rows'; add them.");
        }
        return number.asInt();
    }

    private Session found(Call call) {
        return terminals.find(call.principal(), new TerminalId(call.path("id")));
    }

    private Session own(Call call) {
        return terminals.own(call.principal(), new TerminalId(call.path("id")));
    }

    private static TerminalView view(Call call, Session session) {
        return TerminalView.of(session, call.principal().user());
    }
}
