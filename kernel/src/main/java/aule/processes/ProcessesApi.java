package aule.processes;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ProcessId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the operations of {@code api/processes.yaml}. */
final class ProcessesApi {

    private static final int PART = 64 * 1024;

    record ProcessView(
            ProcessId id,
            ProjectId projectId,
            @Nullable RunId runId,
            String kind,
            String command,
            String folder,
            String state,
            @Nullable Integer exitCode,
            @Nullable String reason,
            boolean kept,
            Set<Integer> ports,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    record ProcessList(
            List<ProcessView> processes,
            int count,
            @Nullable String nextCursor) {}

    record ProcessInput(@Nullable String text, @Nullable Boolean end) {}

    record OpenPort(int port) {}

    record OpenedPort(String url) {}

    private final Processes processes;
    private final Doors doors;

    ProcessesApi(Processes processes, Doors doors) {
        this.processes = processes;
        this.doors = doors;
    }

    Operations operations() {
        return new Operations(
                "processes",
                Map.of(
                        "listProcesses", this::list,
                        "showProcess", call -> Answer.ok(view(found(call))),
                        "readProcessLog", this::log,
                        "watchProcessLog", this::watch,
                        "tellProcess", this::tell,
                        "keepProcess", this::keep,
                        "interruptProcess", this::interrupt,
                        "stopProcess", this::stop,
                        "openProcessPort", this::open));
    }

    private Answer list(Call call) {
        var limit = call.query("limit").map(Integer::valueOf).orElse(50);
        var page = processes.page(new SqlProcesses.Wish(
                call.principal().org(),
                call.query("project_id").orElse(""),
                call.query("run_id").orElse(""),
                call.query("state").orElse(""),
                number(call, "cursor", Long.MAX_VALUE),
                limit + 1));
        var shown = page.stream().limit(limit).toList();
        var views = shown.stream().map(this::view).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(views);
        }
        var next = page.size() > limit ? Long.toString(shown.getLast().seq()) : null;
        return Answer.ok(new ProcessList(views, views.size(), next));
    }

    private Answer log(Call call) {
        var most = call.query("limit").map(Integer::valueOf).orElse(PART);
        return Answer.ok(processes.log(found(call).id(), number(call, "offset", 0), most));
    }

    private Answer watch(Call call) {
        var entry = found(call);
        var from = call.header("Last-Event-ID")
                .filter(it -> it.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElseGet(() -> number(call, "offset", 0));
        return Answer.events(
                new LogFeed(processes, entry.id(), from, () -> view(processes.find(entry.org(), entry.id()))));
    }

    private Answer tell(Call call) {
        var id = found(call).id();
        var input = call.body(ProcessInput.class);
        if (input.text() != null) {
            processes.say(id, input.text());
        }
        if (Boolean.TRUE.equals(input.end())) {
            processes.endInput(id);
        }
        return Answer.noContent();
    }

    private Answer keep(Call call) {
        var entry = found(call);
        processes.keep(entry.id());
        return Answer.ok(view(entry));
    }

    private Answer interrupt(Call call) {
        processes.interrupt(found(call).id());
        return Answer.noContent();
    }

    private Answer stop(Call call) {
        var entry = found(call);
        try {
            processes.stop(entry.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuleException(ErrorCode.UNAVAILABLE, "The kernel is stopping, and its processes with it.", e);
        }
        return Answer.ok(view(processes.find(entry.org(), entry.id())));
    }

    private Answer open(Call call) {
        var label = doors.open(found(call).id(), call.body(OpenPort.class).port());
        var port = call.header("Host").orElse("localhost").replaceFirst("^.*?(:\\d+)?$", "$1");
        return Answer.created("", new OpenedPort("http://" + label + ".localhost" + port + "/"));
    }

    private Entry found(Call call) {
        return processes.find(call.principal().org(), new ProcessId(call.path("id")));
    }

    private static long number(Call call, String name, long otherwise) {
        var given = call.query(name);
        if (given.isPresent() && !given.get().matches("[0-9]{1,18}")) {
            throw new AuleException(
                    ErrorCode.INVALID, "The %s is not one that an earlier answer gave; begin without.".formatted(name));
        }
        return given.map(Long::valueOf).orElse(otherwise);
    }

    private ProcessView view(Entry it) {
        return new ProcessView(
                it.id(),
                it.project(),
                it.run(),
                it.kind(),
                it.command(),
                it.folder(),
                it.running() ? "running" : "ended",
                it.exitCode(),
                it.running() ? null : it.reason(),
                processes.kept(it.id()),
                processes.ports(it.id()),
                it.startedAt(),
                it.endedAt());
    }
}
