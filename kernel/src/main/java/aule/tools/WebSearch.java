package aule.tools;

import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.web.Found;
import aule.web.Hit;
import aule.web.Query;
import aule.web.Search;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks for pages of the web. */
final class WebSearch implements Tool {

    record Input(
            String query,

            @Describe(value = "5 if absent.", min = 1, max = Query.MOST) @Nullable
            Integer limit,

            @Describe("Language and country, such as pt-BR.") @Nullable
            String region,

            @Describe("How old at most.") Query.@Nullable Period period) {}

    private static final int USUAL = 5;
    private static final int LONGEST = 400;

    private static final Spec SPEC = new Spec(
                    new ToolName("web_search"),
                    "Search the web: titles, snippets and addresses.",
                    Input.class,
                    Effect.READ,
                    true,
                    Duration.ofSeconds(90))
            .neededSeldom();

    private final Search search;
    private final InstantSource clock;

    WebSearch(Search search, InstantSource clock) {
        this.search = search;
        this.clock = clock;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        var words = input.query().strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            return Result.failure("A search has 1 to %d characters.".formatted(LONGEST));
        }
        var region = Objects.requireNonNullElse(input.region(), "").strip();
        if (!region.matches("|[A-Za-z]{2,3}([-_][A-Za-z]{2})?")) {
            return Result.failure("'%s' is no language and country; write it like pt-BR.".formatted(region));
        }
        var limit = Objects.requireNonNullElse(input.limit(), USUAL);
        return answered(call, words, search.find(call.org(), new Query(words, limit, region, input.period())));
    }

    private Result answered(Call call, String words, Found found) {
        var engine = found.engine().title();
        var passed = found.passed().stream().map(Found.Passed::why).collect(Collectors.joining(" "));
        var before = passed.isEmpty() ? "" : "\n%s answered instead of others: %s".formatted(engine, passed);
        if (found.hits().isEmpty()) {
            return Result.success("%s found nothing for '%s'.%s".formatted(engine, words, before));
        }
        var list = IntStream.range(0, found.hits().size())
                .mapToObj(i -> entry(i + 1, found.hits().get(i)))
                .collect(Collectors.joining("\n"));
        var frame = new FromOutside("what %s found".formatted(engine), clock.instant(), list);
        return Result.success(frame.framed(call) + before);
    }

    private static String entry(int number, Hit hit) {
        var date = hit.date().isEmpty() ? "" : " (%s)".formatted(hit.date());
        var snippet = hit.snippet().isEmpty() ? "" : "\n   " + hit.snippet();
        return "%d. %s%s\n   %s%s".formatted(number, hit.title(), date, hit.address(), snippet);
    }
}
