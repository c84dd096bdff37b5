package aule.models;

import aule.egress.Allowance;
import aule.egress.Egress;
import aule.egress.Origin;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries a provider step by step and says at which one it fails, and what to do about it. */
final class Trial {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHORT_ANSWER = 16;

    /** The steps of a trial in their order. */
    enum Part {
        ADDRESS,
        NAME,
        CONNECT,
        KEY,
        MODEL,
        FIRST_TOKEN
    }

    /**
     * What came of one step.
     *
     * @param message what was found; when it is not ok, with what to do
     */
    record Finding(Part step, boolean ok, String message) {}

    /**
     * What came of it all.
     *
     * @param model the model that would be asked; empty if none
     * @param steps those that were taken, the last of which may have failed
     * @param firstTokenMs milliseconds until it began to answer; null if it was not asked
     */
    record Verdict(
            String provider,
            boolean ok,
            String url,
            String model,
            String message,
            List<Finding> steps,
            @Nullable Long firstTokenMs) {

        Verdict {
            steps = List.copyOf(steps);
        }
    }

    private final Egress egress;
    private final Provider provider;
    private final Configured row;
    private final List<Finding> steps = new ArrayList<>();
    private String model = "";
    private @Nullable Long firstTokenMs;

    private Trial(Egress egress, Provider provider, Configured row) {
        this.egress = egress;
        this.provider = provider;
        this.row = row;
    }

    /**
     * @param wanted a model's name at the provider; null for the one it would be asked
     * @param ask whether the model is asked for a word, which costs a few tokens; null for only if it is free
     */
    static Verdict of(Egress egress, Provider provider, @Nullable String wanted, @Nullable Boolean ask)
            throws InterruptedException {
        var source = provider.source();
        if (source.isEmpty()) {
            var status = provider.status();
            return new Verdict(provider.name(), status.available(), "", "", status.reason(), List.of(), null);
        }
        var trial = new Trial(egress, provider, source.get().configured());
        var ok = trial.resolves() && trial.answers(source.get()) && trial.has(wanted) && trial.speaks(ask);
        return trial.verdict(ok);
    }

    private Verdict verdict(boolean ok) {
        var message = steps.getLast().message();
        return new Verdict(provider.name(), ok, row.baseUrl(), model, message, steps, firstTokenMs);
    }

    private boolean resolves() {
        var uri = address();
        if (uri.isEmpty()) {
            return false;
        }
        try {
            egress.check(uri.get(), Allowance.configured(Origin.of(uri.get())));
            return passed(
                    Part.NAME,
                    "The host '%s' has an address."
                            .formatted(Origin.of(uri.get()).host()));
        } catch (AuleException failure) {
            return failed(Part.NAME, failure.sentence());
        }
    }

    private Optional<URI> address() {
        try {
            var uri = Origin.parse(row.baseUrl());
            passed(Part.ADDRESS, "%s is an address that can be called.".formatted(Origin.of(uri)));
            return Optional.of(uri);
        } catch (AuleException failure) {
            failed(Part.ADDRESS, failure.sentence());
            return Optional.empty();
        }
    }

    private boolean answers(Source source) {
        if (!source.ready()) {
            return failed(Part.KEY, provider.status().reason());
        }
        var seen = provider.look(PATIENCE);
        if (seen.available()) {
            return passed(Part.CONNECT, "%s answers.".formatted(row.baseUrl()))
                    && passed(Part.KEY, source.key() == null ? "It takes calls without a key." : "It takes the key.");
        }
        return failed(blamed(seen.reason()), seen.reason());
    }

    /** Which step a refusal belongs to: the status of the answer tells, where there was one. */
    private Part blamed(String reason) {
        if (!reason.contains("HTTP ")) {
            return reason.contains("no model") ? answered(Part.MODEL) : Part.CONNECT;
        }
        return reason.contains("HTTP 401") || reason.contains("HTTP 403") ? answered(Part.KEY) : answered(Part.ADDRESS);
    }

    private Part answered(Part next) {
        passed(Part.CONNECT, "%s answers.".formatted(row.baseUrl()));
        return next;
    }

    private boolean has(@Nullable String wanted) {
        var name = wanted == null || wanted.isBlank() ? provider.preferred().orElse("") : bare(wanted.strip());
        if (name.isEmpty()) {
            return failed(Part.MODEL, "It lists no model that could be asked.");
        }
        model = row.id() + "/" + name;
        return provider.models().stream().anyMatch(it -> it.id().equals(model))
                ? passed(Part.MODEL, "It has '%s'.".formatted(name))
                : failed(
                        Part.MODEL,
                        row.protocol() == Protocol.OLLAMA
                                ? "It has no model '%s'; install it with `ollama pull %s`, or choose another."
                                        .formatted(name, name)
                                : "It does not list '%s'; choose one that it lists.".formatted(name));
    }

    private String bare(String wanted) {
        return wanted.startsWith(row.id() + "/") ? wanted.substring(row.id().length() + 1) : wanted;
    }

    private boolean speaks(@Nullable Boolean ask) throws InterruptedException {
        var asked = provider.model(model.substring(row.id().length() + 1));
        if (asked.isEmpty() || !(ask == null ? isFree(asked.get().spec()) : ask)) {
            return true;
        }
        var word = List.<ChatModel.Message>of(new ChatModel.Message.User("Answer with the word OK."));
        try {
            var reply = asked.get()
                    .chat(new ChatModel.Request("", word, List.of(), SHORT_ANSWER, null), ChatModel.Listener.NONE);
            firstTokenMs = reply.firstTokenMs();
            return passed(Part.FIRST_TOKEN, "It began to answer after %d ms.".formatted(reply.firstTokenMs()));
        } catch (AuleException failure) {
            return failed(
                    failure.code() == ErrorCode.UNAVAILABLE ? Part.CONNECT : Part.FIRST_TOKEN, failure.sentence());
        }
    }

    private static boolean isFree(ModelSpec spec) {
        var price = spec.price();
        return price != null && price.isFree();
    }

    private boolean passed(Part part, String message) {
        return steps.add(new Finding(part, true, message));
    }

    private boolean failed(Part part, String message) {
        steps.add(new Finding(part, false, message));
        return false;
    }
}
