package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.journal.Journal;
import aule.journal.Wire;
import aule.kernel.ConversationId;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.workspace.Projects;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers the operations on conversations of {@code api/agents.yaml}. */
final class ConversationsApi {

    private static final int KNOWN_RUNS = 20;
    private static final int KNOWN_SUB_AGENTS = 1_000;

    record NewConversation(
            @Nullable String title,
            @Nullable ProjectId projectId,
            @Nullable PersonaId personaId) {}

    record ConversationView(
            ConversationId id,
            String title,
            @Nullable ProjectId projectId,
            @Nullable PersonaId personaId,
            Instant createdAt,
            Instant updatedAt) {}

    record ConversationList(
            List<ConversationView> conversations,
            int count,
            @Nullable String nextCursor) {}

    record MessageList(List<MessageView> messages, int count) {}

    private final Conversations conversations;
    private final Projects projects;
    private final Personas personas;
    private final RunLists runs;
    private final Journal journal;
    private final Tales tales;
    private final JsonMapper json;

    ConversationsApi(
            Conversations conversations,
            Projects projects,
            Personas personas,
            RunLists runs,
            Journal journal,
            Tales tales,
            JsonMapper json) {
        this.conversations = conversations;
        this.projects = projects;
        this.personas = personas;
        this.runs = runs;
        this.journal = journal;
        this.tales = tales;
        this.json = json;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listConversations", call -> list(call, call.query("project_id").map(ProjectId::new)),
                "listProjectConversations", this::ofProject,
                "createConversation", this::create,
                "showConversation", this::show,
                "changeConversation", this::change,
                "deleteConversation", this::delete,
                "listMessages", this::messages,
                "watchConversation", this::watch);
    }

    private Answer ofProject(Call call) {
        var project = projects.find(call.principal().org(), new ProjectId(call.path("id")));
        return list(call, Optional.of(project.id()));
    }

    private Answer list(Call call, Optional<ProjectId> project) {
        var limit = Paging.limit(call);
        var search = new Conversations.Search(project, call.query("q").orElse(""), Paging.before(call));
        var page = conversations.page(call.principal().org(), search, limit + 1);
        var views = page.stream().limit(limit).map(ConversationsApi::view).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(views);
        }
        var next = page.size() > limit ? Long.toString(page.get(limit - 1).touched()) : null;
        return Answer.ok(new ConversationList(views, views.size(), next));
    }

    private Answer create(Call call) {
        var wanted = call.body(NewConversation.class);
        check(call.principal().org(), wanted.projectId(), wanted.personaId());
        var title = Objects.requireNonNullElse(wanted.title(), "").strip();
        var made = conversations.create(call.principal(), title, wanted.projectId(), wanted.personaId());
        return Answer.created("/v1/conversations/" + made.id(), view(made));
    }

    private Answer show(Call call) {
        return Answer.ok(view(find(call)));
    }

    private Answer change(Call call) {
        var change = call.body(NewConversation.class);
        var before = find(call);
        check(before.org(), change.projectId(), change.personaId());
        return Answer.ok(view(conversations.change(
                call.principal(),
                before.id(),
                change.title() == null ? before.title() : change.title().strip(),
                call.has("project_id") ? change.projectId() : before.project(),
                call.has("persona_id") ? change.personaId() : before.persona())));
    }

    private void check(OrgId org, @Nullable ProjectId project, @Nullable PersonaId persona) {
        if (project != null) {
            projects.find(org, project);
        }
        if (persona != null) {
            personas.find(org, persona);
        }
    }

    private Answer delete(Call call) {
        conversations.delete(call.principal(), find(call).id());
        return Answer.noContent();
    }

    /** Without a place to start from, the newest. */
    private Answer messages(Call call) {
        var chat = find(call);
        var limit = Paging.limit(call);
        var after = Paging.number(call.query("after"), "after");
        var before = Paging.number(call.query("before"), "before").orElse(Long.MAX_VALUE);
        var page = after.isPresent()
                ? conversations.after(chat.id(), after.get(), limit)
                : conversations.before(chat, before, limit);
        var views = page.stream().map(tales::view).toList();
        return call.query("shape").isPresent() ? Answer.ok(views) : Answer.ok(new MessageList(views, views.size()));
    }

    private Answer watch(Call call) {
        var chat = find(call);
        var known = Set.copyOf(runs.of(chat.org(), chat.id(), KNOWN_RUNS));
        var others =
                new SubAgents(journal, personas, chat.org(), chat.id()).knowing(runs.below(known, KNOWN_SUB_AGENTS));
        var after =
                call.header("Last-Event-ID").isPresent() || call.query("after").isPresent()
                        ? Paging.after(call)
                        : journal.head();
        var first = new Answer.Frame(null, "connected", Map.of("conversation_id", chat.id(), "head", journal.head()));
        var teller = new ChatTeller(new Wire(json), json, tales, others, chat.org(), chat.id(), known);
        return Answer.events(new JournalFeed(journal, after, first, teller));
    }

    private Conversation find(Call call) {
        return conversations.find(call.principal().org(), new ConversationId(call.path("id")));
    }

    private static ConversationView view(Conversation it) {
        return new ConversationView(it.id(), it.title(), it.project(), it.persona(), it.createdAt(), it.updatedAt());
    }
}
