package aule.agents.loop;

import aule.kernel.Assignment;
import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.schema.Json;
import aule.schema.Schemas;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds a final answer against the form that was asked for. One that does not fit is given back once. */
public final class AnswerForm {

    private static final int FAULTS = 5;
    private static final int PATIENCE = 1;

    private final Schemas schemas;

    public AnswerForm(Schemas schemas) {
        this.schemas = schemas;
    }

    /** What follows from a final answer: the end of the run, or one more try. */
    RunEvent end(RunLog log, int step, String answer) {
        var wanted = log.state().started().lineage().assignment();
        if (wanted == null || !wanted.wantsJson()) {
            return new RunEvent.Completed(log.run(), answer);
        }
        var plain = Sections.unfenced(answer);
        var fault = fault(wanted, plain);
        if (fault.isEmpty()) {
            return new RunEvent.Completed(log.run(), plain);
        }
        return log.refusals() < PATIENCE
                ? new RunEvent.AnswerRefused(
                        log.run(),
                        step,
                        "Your answer was not taken: %s Answer again with the JSON value alone.".formatted(fault.get()))
                : new RunEvent.Failed(
                        log.run(),
                        ErrorCode.INVALID.wire(),
                        "The answer has not the output_format that was asked for, and had not before: " + fault.get());
    }

    private Optional<String> fault(Assignment wanted, String answer) {
        try {
            var value = Json.parse(answer);
            var schema = wanted.schema();
            var faults = schema == null ? "" : words(schemas.faults(schema, value));
            return faults.isEmpty() ? Optional.empty() : Optional.of("it does not fit the JSON Schema. " + faults);
        } catch (AuleException noJson) {
            return Optional.of("it is not one JSON value.");
        }
    }

    private static String words(List<Fault> faults) {
        return faults.stream()
                .limit(FAULTS)
                .map(it -> "%s: %s".formatted(it.pointer().isEmpty() ? "/" : it.pointer(), it.message()))
                .collect(Collectors.joining(" "));
    }
}
