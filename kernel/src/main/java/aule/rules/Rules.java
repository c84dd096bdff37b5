package aule.rules;

import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;

/** Turns the text of a condition into something that can be asked. */
public final class Rules {

    private static final int LONGEST = 1_000;

    Rules() {}

    /**
     * Compiles and type-checks a condition over the declared variables.
     *
     * @throws AuleException with {@code INVALID} and a fault for each mistake, naming its line and column
     */
    public Condition condition(String source, Map<String, Kind> variables) {
        try {
            var checked = Language.compiler(variables).compile(source).getAst();
            return new Condition(source, Language.RUNTIME.createProgram(checked));
        } catch (CelValidationException e) {
            var faults = e.getErrors().stream().map(Rules::fault).toList();
            var sentence = "The condition '%s' cannot be used: %s"
                    .formatted(source, faults.getFirst().message());
            throw new AuleException(ErrorCode.INVALID, sentence, faults);
        } catch (CelEvaluationException e) {
            throw new AuleException(ErrorCode.INVALID, "The condition '%s' cannot be used.".formatted(source), e);
        }
    }

    private static Fault fault(CelIssue issue) {
        var place = issue.getSourceLocation();
        var message = "line %d, column %d: %s".formatted(place.getLine(), place.getColumn() + 1, issue.getMessage());
        return new Fault("/%d/%d".formatted(place.getLine(), place.getColumn() + 1), message);
    }

    /** The library behind the room; a class of its own so that nothing of it is loaded before the first condition. */
    private static final class Language {

        static final CelOptions BOUNDS = CelOptions.current()
                .maxExpressionCodePointSize(LONGEST)
                .comprehensionMaxIterations(10_000)
                .build();

        static final CelRuntime RUNTIME =
                CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(BOUNDS).build();

        static CelCompiler compiler(Map<String, Kind> variables) {
            var builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(BOUNDS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .setResultType(SimpleType.BOOL);
            variables.forEach((name, kind) -> builder.addVar(name, type(kind)));
            return builder.build();
        }

        static CelType type(Kind kind) {
            return switch (kind) {
                case TEXT -> SimpleType.STRING;
                case NUMBER -> SimpleType.INT;
                case TRUTH -> SimpleType.BOOL;
                case TEXTS -> ListType.create(SimpleType.STRING);
                case OBJECT -> MapType.create(SimpleType.STRING, SimpleType.DYN);
            };
        }
    }
}
