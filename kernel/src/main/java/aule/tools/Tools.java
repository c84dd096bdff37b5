package aule.tools;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ConfirmationId;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.kernel.UserId;
import aule.policy.Confirmation;
import aule.policy.Confirmations;
import aule.policy.Rule;
import aule.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalogue, and the one path that every call takes whoever asks for it. */
public final class Tools implements Toolbox {

    static final String NO_SUCH_TOOL = "There is no tool";

    /**
     * One call as somebody asked for it.
     *
     * @param callId unique in its run
     * @param tool the name as it was asked for
     * @param arguments the text that was sent, meant to be a JSON object
     * @param allowed the tools this caller may use; empty for all
     * @param bounds what it may do to the machine
     */
    public record Request(
            OrgId org,
            UserId owner,
            ProjectId project,
            PersonaId persona,
            RunId run,
            int step,
            String callId,
            String tool,
            String arguments,
            Set<ToolName> allowed,
            Tool.Bounds bounds,
            Journal.Origin origin) {

        public Request {
            allowed = Set.copyOf(allowed);
        }
    }

    /** What became of a call. */
    public sealed interface Outcome {

        /** An outcome that can be told to somebody who does not wait. */
        sealed interface Direct extends Outcome {}

        /** It ended or was refused; the answer is in the run's stream. */
        record Answered(RunEvent.ToolAnswered answer) implements Direct {}

        /** A person is asked. Perform the same request again once the confirmation is resolved. */
        record Waits(ConfirmationId confirmation) implements Direct {}

        /** It failed in a way that may pass, and nothing says that it ended. Perform or recover it again later. */
        record Fails(AuleException failure) implements Outcome {}

        /**
         * It has begun and not ended, and no thread waits for it. {@link Tools#recover} it when the run goes on.
         *
         * @param reason {@code child} or {@code timer}
         * @param dueAt when to go on, or null when the run has to be woken
         */
        record Pending(String reason, @Nullable Instant dueAt) implements Outcome {}
    }

    /** A call that is about to be decided: the tool, the record it takes, and its text. */
    private record Ready(Request request, Shape tool, Arguments.Outcome.Good arguments, String note) {}

    private final Catalogue catalogue;
    private final Arguments arguments;
    private final Rate rate;
    private final Decisions decisions;
    private final Confirmations confirmations;
    private final Answers answers;

    Tools(
            Catalogue catalogue,
            Arguments arguments,
            Rate rate,
            Decisions decisions,
            Confirmations confirmations,
            Answers answers) {
        this.catalogue = catalogue;
        this.arguments = arguments;
        this.rate = rate;
        this.decisions = decisions;
        this.confirmations = confirmations;
        this.answers = answers;
    }

    /**
     * Adds a tool that an upper room brings; only before dispatch starts.
     *
     * @throws AuleException with {@code INTERNAL} if there is a tool of this name
     */
    public void register(Tool tool) {
        catalogue.add(tool);
    }

    /** Adds tools that only those may call whose permission names them; before the first call. */
    public void register(SpecialTools more) {
        catalogue.add(more);
    }

    @Override
    public List<Tool.Spec> catalogue(Set<ToolName> allowed) {
        return catalogue.allowed(allowed).stream().map(Shape::spec).toList();
    }

    @Override
    public String parameters(ToolName tool) {
        return catalogue.exactly(tool.value()).parameters();
    }

    @Override
    public Optional<Tool.Spec> find(String name) {
        return catalogue.find(name).map(Shape::spec);
    }

    /**
     * Validates, repairs, decides, executes, proves and journals one call. Blocks until it ended; interrupt to stop
     * the call and its process tree.
     *
     * @throws AuleException with {@code CONFLICT} if this call of this run was executed before, {@code STALE_LEASE}
     *     if another worker has the run
     */
    @Override
    public Outcome perform(Request request) throws InterruptedException {
        var found = catalogue.find(request.tool());
        if (found.isEmpty()) {
            return refuse(request, unknown(request.tool()), ErrorCode.NOT_FOUND, noSuchTool(request));
        }
        var tool = found.get();
        var name = tool.spec().name();
        if (!catalogue.allows(request.allowed(), name)) {
            return refuse(request, name, ErrorCode.TOOL_NOT_ALLOWED, notAllowed(request, name));
        }
        var asked = confirmations.forCall(request.run(), request.callId());
        if (asked.isPresent()) {
            return resume(request, tool, asked.get());
        }
        var wait = rate.take(request.run().value());
        if (!wait.isZero()) {
            var sentence = "Too many tool calls; wait %d seconds.".formatted(wait.toSeconds() + 1);
            return rate.refuses()
                    ? refuse(request, name, ErrorCode.RATE_LIMITED, sentence)
                    : new Outcome.Fails(new AuleException(ErrorCode.RATE_LIMITED, sentence).after(wait));
        }
        return switch (settled(request, tool)) {
            case Arguments.Outcome.Bad bad -> refuse(request, name, ErrorCode.INVALID, bad.sentence());
            case Arguments.Outcome.Good good -> decide(new Ready(request, tool, good, note(request, name, good)));
        };
    }

    private Arguments.Outcome settled(Request request, Shape tool) {
        var read = arguments.read(tool, request.arguments(), request.project());
        return read instanceof Arguments.Outcome.Good good ? arguments.settled(tool, good, request.project()) : read;
    }

    /**
     * Reads a request without deciding, executing or writing anything: what {@link #perform} makes of its name, its
     * permission and its arguments before it asks anybody.
     */
    public Rehearsal rehearse(Request request) {
        var found = catalogue.find(request.tool());
        if (found.isEmpty()) {
            return new Rehearsal.Refused(unknown(request.tool()), ErrorCode.NOT_FOUND, noSuchTool(request));
        }
        var name = found.get().spec().name();
        if (!catalogue.allows(request.allowed(), name)) {
            return new Rehearsal.Refused(name, ErrorCode.TOOL_NOT_ALLOWED, notAllowed(request, name));
        }
        return switch (arguments.read(found.get(), request.arguments(), request.project())) {
            case Arguments.Outcome.Bad bad -> new Rehearsal.Refused(name, ErrorCode.INVALID, bad.sentence());
            case Arguments.Outcome.Good good ->
                new Rehearsal.Ready(
                        found.get().spec(), good.json(), note(request, name, good), arguments.leave(found.get(), good));
        };
    }

    /**
     * Goes on with a call that was announced and not answered, because it waits or the kernel died: an idempotent tool is executed again under the
     * same idempotency key, any other is answered with {@code outcome_unknown}.
     */
    @Override
    public Outcome recover(Request request, RunEvent.ToolCalled called) throws InterruptedException {
        return switch (again(request, called)) {
            case Arguments.Outcome.Good good ->
                answers.again(request, catalogue.exactly(called.tool().value()), good);
            case Arguments.Outcome.Bad _ -> new Outcome.Answered(answers.unknown(request, called));
        };
    }

    @Override
    public Outcome decline(Request request, ErrorCode code, String reason) {
        var name = catalogue.find(request.tool()).map(it -> it.spec().name()).orElseGet(() -> unknown(request.tool()));
        return refuse(request, name, code, reason);
    }

    /** Answers a call that has begun and that nobody is going to wait for. */
    Outcome.Answered giveUp(Request request, ToolName tool, ErrorCode code, String sentence) {
        return new Outcome.Answered(answers.giveUp(request, tool, code, sentence));
    }

    private Arguments.Outcome again(Request request, RunEvent.ToolCalled called) {
        return catalogue
                .find(called.tool().value())
                .filter(it ->
                        it.spec().name().equals(called.tool()) && it.spec().idempotent())
                .map(it -> arguments.read(it, called.arguments(), request.project()))
                .orElse(new Arguments.Outcome.Bad("It cannot be called again."));
    }

    /** What is wrong with arguments that a person changed before saying yes. */
    List<AuleException.Fault> faults(ToolName tool, String json) {
        return arguments.faults(catalogue.exactly(tool.value()), json);
    }

    private Outcome decide(Ready ready) throws InterruptedException {
        var request = ready.request();
        var call = answers.call(request, ready.arguments().value());
        Verdict verdict;
        try {
            verdict = decisions.decide(request, ready.tool(), ready.arguments(), call);
        } catch (AuleException e) {
            return tooWeak(ready, e);
        }
        if (verdict.answer() == Rule.Answer.DENY) {
            return denied(ready, verdict);
        }
        if (ready.tool().tool() instanceof AskUser question) {
            return new Outcome.Waits(
                    confirmations.ask(request.origin(), question.question(request, ready.arguments())));
        }
        if (verdict.answer() == Rule.Answer.ALLOW) {
            return execute(ready, verdict.brief());
        }
        return ask(ready, call, verdict);
    }

    /** Nobody is asked about what cannot even be looked at. */
    private Outcome ask(Ready ready, Tool.Call call, Verdict verdict) throws InterruptedException {
        var request = ready.request();
        Confirmations.Question question;
        try {
            question = decisions.question(request, ready.tool(), ready.arguments(), call, verdict);
        } catch (AuleException e) {
            return refuse(request, ready.tool().spec().name(), e.code(), e.sentence());
        }
        return confirmations.granted(request.org(), request.project(), question)
                ? execute(ready, "granted:" + verdict.rule())
                : new Outcome.Waits(confirmations.ask(request.origin(), question));
    }

    /** Goes on after a person was asked about this call: with the arguments of the question, never with others. */
    private Outcome resume(Request request, Shape tool, Confirmation asked) throws InterruptedException {
        var name = tool.spec().name();
        if (!asked.tool().equals(name)) {
            return refuse(
                    request,
                    name,
                    ErrorCode.POLICY_DENIED,
                    "A person was asked about %s, not about %s; call it anew.".formatted(asked.tool(), name));
        }
        return switch (asked.status()) {
            case PENDING -> new Outcome.Waits(asked.id());
            case REJECTED -> refuse(request, name, ErrorCode.POLICY_DENIED, rejected(asked));
            case EXPIRED ->
                refuse(request, name, ErrorCode.POLICY_DENIED, "Nobody answered in time, so it did not happen.");
            case CANCELLED ->
                refuse(request, name, ErrorCode.POLICY_DENIED, "The question was taken back, so it did not happen.");
            case ANSWERED, APPROVED -> approved(request, tool, asked);
        };
    }

    private Outcome approved(Request request, Shape tool, Confirmation asked) throws InterruptedException {
        var read = arguments.read(tool, asked.arguments(), request.project());
        if (!(read instanceof Arguments.Outcome.Good good)) {
            return refuse(request, tool.spec().name(), ErrorCode.INVALID, ((Arguments.Outcome.Bad) read).sentence());
        }
        var ready = new Ready(request, tool, good, note(request, tool.spec().name(), good));
        Verdict verdict;
        try {
            verdict = decisions.decide(request, tool, good, answers.call(request, good.value()));
        } catch (AuleException e) {
            return tooWeak(ready, e);
        }
        if (verdict.answer() == Rule.Answer.DENY) {
            return denied(ready, verdict);
        }
        if (asked.status() == Confirmation.Status.ANSWERED) {
            var told = Tool.Result.success(asked.text());
            return new Outcome.Answered(answers.told(request, tool, good, "answered:" + asked.rule(), told));
        }
        return execute(ready, "approved:" + asked.rule());
    }

    private Outcome execute(Ready ready, String decision) throws InterruptedException {
        return answers.execute(ready.request(), ready.tool(), ready.arguments(), decision, ready.note());
    }

    /** Without the walls that the policy wants nothing happens; any other failure is not about walls. */
    private Outcome tooWeak(Ready ready, AuleException failure) {
        if (failure.code() != ErrorCode.ISOLATION_TOO_WEAK) {
            throw failure;
        }
        return refuse(ready.request(), ready.tool().spec().name(), failure.code(), failure.sentence());
    }

    private Outcome denied(Ready ready, Verdict verdict) {
        var sentence = "The policy does not allow this (rule '%s'): %s".formatted(verdict.rule(), verdict.reason());
        return refuse(ready.request(), ready.tool().spec().name(), ErrorCode.POLICY_DENIED, sentence);
    }

    Outcome.Direct refuse(Request request, ToolName name, ErrorCode code, String sentence) {
        return new Outcome.Answered(answers.refuse(request, name, code, sentence));
    }

    private static String rejected(Confirmation asked) {
        return asked.text().isBlank() ? "A person said no." : "A person said no: %s".formatted(asked.text());
    }

    private String noSuchTool(Request request) {
        var names = catalogue.allowed(request.allowed()).stream()
                .map(it -> it.spec().name().value())
                .toList();
        return "%s '%s'. The tools are: %s.".formatted(NO_SUCH_TOOL, clip(request.tool()), String.join(", ", names));
    }

    private String notAllowed(Request request, ToolName name) {
        var names = catalogue.allowed(request.allowed()).stream()
                .map(it -> it.spec().name().value())
                .toList();
        return "'%s' is not allowed here. The allowed tools are: %s.".formatted(name, String.join(", ", names));
    }

    private static String note(Request request, ToolName name, Arguments.Outcome.Good good) {
        var renamed =
                request.tool().equals(name.value()) ? "" : "The tool was called '%s'. ".formatted(clip(request.tool()));
        return (renamed + good.note()).strip();
    }

    /** A name for the journal that stands for one that is none. */
    private static ToolName unknown(String asked) {
        var letters =
                asked.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.:-]+", "_").replaceAll("^[^a-z]+", "");
        return new ToolName(letters.isEmpty() ? "unknown" : letters.substring(0, Math.min(64, letters.length())));
    }

    private static String clip(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
