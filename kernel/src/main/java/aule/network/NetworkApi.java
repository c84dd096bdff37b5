package aule.network;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.NetworkEvent;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.workspace.Projects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers the operations of {@code api/network.yaml}. */
final class NetworkApi {

    private static final int USUAL = 50;
    private static final List<String> FILTERS = List.of("project", "run", "host", "verdict", "purpose");

    /** What an agent's network is called that goes as far as its project's. */
    private static final String INHERIT = "inherit";

    record NetworkBody(String preset, @Nullable List<String> hosts) {}

    record NetworkView(
            String preset, List<String> hosts, @Nullable String problem) {}

    record QuotaBody(
            Quotas.Scope scope,
            @Nullable String subject,
            Quotas.Period period,
            @Nullable Long maxBytes) {}

    record QuotaView(
            Quotas.Scope scope,
            @Nullable String subject,
            Quotas.Period period,
            long maxBytes,
            @Nullable Long usedBytes) {}

    record QuotaList(List<QuotaView> quotas, int count) {}

    record RequestList(
            List<SqlRequests.Row> requests,
            int count,
            @Nullable String nextCursor) {}

    record HostList(
            List<SqlRequests.Host> hosts,
            int count,
            @Nullable String nextCursor) {}

    private final Journal journal;
    private final SqlSettings settings;
    private final SqlRequests requests;
    private final Quotas quotas;
    private final Projects projects;
    private final Supplier<String> problem;

    NetworkApi(
            Journal journal,
            SqlSettings settings,
            SqlRequests requests,
            Quotas quotas,
            Projects projects,
            Supplier<String> problem) {
        this.journal = journal;
        this.settings = settings;
        this.requests = requests;
        this.quotas = quotas;
        this.projects = projects;
        this.problem = problem;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "showProjectNetwork", this::showProject,
                "setProjectNetwork", this::setProject,
                "showPersonaNetwork", this::showPersona,
                "setPersonaNetwork", this::setPersona,
                "listEgress", this::list,
                "listEgressHosts", this::hosts,
                "listEgressQuotas", this::listQuotas,
                "setEgressQuota", this::setQuota);
    }

    private Answer showProject(Call call) {
        var project = project(call);
        return Answer.ok(view(settings.ofProject(org(call), project)));
    }

    private Answer setProject(Call call) {
        var project = project(call);
        var body = call.body(NetworkBody.class);
        var wanted = wanted(body);
        set(call, project, new NetworkEvent.Set(project.value(), wanted.preset().wire(), wanted.names()));
        return Answer.ok(view(wanted));
    }

    private Answer showPersona(Call call) {
        return Answer.ok(personaView(call));
    }

    private Answer setPersona(Call call) {
        var body = call.body(NetworkBody.class);
        if (body.preset().equals(INHERIT)) {
            set(call, null, new NetworkEvent.Set(persona(call).value(), null, List.of()));
        } else {
            var wanted = wanted(body);
            set(
                    call,
                    null,
                    new NetworkEvent.Set(persona(call).value(), wanted.preset().wire(), wanted.names()));
        }
        return Answer.ok(personaView(call));
    }

    private static Setting wanted(NetworkBody body) {
        var preset = Preset.named(body.preset())
                .orElseThrow(
                        () -> new AuleException(ErrorCode.INVALID, "A network is offline, packages, web or custom."));
        return Setting.of(preset, hosts(body));
    }

    private NetworkView personaView(Call call) {
        return settings.ofPersona(org(call), persona(call))
                .map(this::view)
                .orElseGet(() -> new NetworkView(INHERIT, List.of(), null));
    }

    private void set(Call call, @Nullable ProjectId project, NetworkEvent.Set event) {
        var origin = new Journal.Origin(
                org(call), project, call.principal().user().value(), event.subject(), null, Journal.NO_LEASE);
        journal.append(NetworkEvent.SETTINGS, origin, List.of(event));
    }

    private NetworkView view(Setting setting) {
        var why = setting.preset() == Preset.OFFLINE ? "" : problem.get();
        return new NetworkView(setting.preset().wire(), setting.names(), why.isEmpty() ? null : why);
    }

    private Answer list(Call call) {
        var limit = limit(call);
        var before = number(call, Long.MAX_VALUE);
        var page = requests.page(org(call), only(call), before, limit + 1);
        var shown = page.stream().limit(limit).toList();
        var next = page.size() > limit ? shown.getLast().id() : null;
        return Answer.ok(call.query("shape").isPresent() ? shown : new RequestList(shown, shown.size(), next));
    }

    private Answer hosts(Call call) {
        var limit = limit(call);
        var skip = Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.max(0, number(call, 0))));
        var page = requests.hosts(org(call), only(call), skip, limit + 1);
        var shown = page.stream().limit(limit).toList();
        var next = page.size() > limit ? Integer.toString(skip + limit) : null;
        return Answer.ok(call.query("shape").isPresent() ? shown : new HostList(shown, shown.size(), next));
    }

    private Answer listQuotas(Call call) {
        var views = quotas.all(org(call)).stream()
                .map(it ->
                        new QuotaView(it.scope(), it.subject(), it.period(), it.maxBytes(), quotas.used(org(call), it)))
                .toList();
        return Answer.ok(call.query("shape").isPresent() ? views : new QuotaList(views, views.size()));
    }

    private Answer setQuota(Call call) {
        var body = call.body(QuotaBody.class);
        quotas.set(call.principal(), body.scope(), body.subject(), body.period(), body.maxBytes());
        return listQuotas(call);
    }

    private static Map<String, String> only(Call call) {
        var only = new LinkedHashMap<String, String>();
        FILTERS.forEach(name -> call.query(name).ifPresent(value -> only.put(name, value)));
        return only;
    }

    private static int limit(Call call) {
        return call.query("limit").map(Integer::valueOf).orElse(USUAL);
    }

    private static long number(Call call, long otherwise) {
        try {
            return call.query("cursor").map(Long::valueOf).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new AuleException(ErrorCode.INVALID, "'cursor' takes the next_cursor of the page before.", e);
        }
    }

    private static List<String> hosts(NetworkBody body) {
        return Objects.requireNonNullElse(body.hosts(), List.<String>of());
    }

    private static OrgId org(Call call) {
        return call.principal().org();
    }

    private ProjectId project(Call call) {
        return projects.find(org(call), new ProjectId(call.path("id"))).id();
    }

    private static PersonaId persona(Call call) {
        return new PersonaId(call.path("id"));
    }
}
