package aule.tools;

import aule.kernel.Account;
import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.web.Page;
import aule.web.Pages;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Reads one page of the web. */
final class WebFetch implements Tool {

    record Input(
            String url,

            @Describe("Also list where it leads.") @Nullable Boolean links,

            @Describe("As it was sent, markup and all.") @Nullable
            Boolean raw) {}

    /** Above the longest time that a person can give a page. */
    private static final Duration DEADLINE = Duration.ofSeconds(150);

    private static final Spec SPEC = new Spec(
                    new ToolName("web_fetch"),
                    "Read a page, feed or PDF of the web as Markdown.",
                    Input.class,
                    Effect.READ,
                    true,
                    DEADLINE)
            .neededSeldom();

    private final Pages pages;

    WebFetch(Pages pages) {
        this.pages = pages;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        var page = pages.read(new Pages.Request(
                call.org(),
                call.run(),
                input.url(),
                Boolean.TRUE.equals(input.raw()),
                Boolean.TRUE.equals(input.links()),
                new Account(call.org(), call.owner(), call.project(), null, call.run()),
                call.callId()));
        var notes = page.notes().isEmpty() ? "" : String.join(" ", page.notes()) + "\n";
        var type = page.type().isEmpty() ? "" : " (%s)".formatted(page.type());
        var frame = new FromOutside(page.address() + type, page.at(), text(page));
        return Result.success(notes + frame.framed(call));
    }

    private static String text(Page page) {
        var lines = new ArrayList<String>();
        page.facts().forEach((name, value) -> lines.add("%s: %s".formatted(name, value)));
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(page.body().isEmpty() ? "(There is no text.)" : page.body());
        if (!page.links().isEmpty()) {
            lines.add("\nIt leads to:");
            page.links().forEach(it -> lines.add("- [%s](%s)".formatted(it.title(), it.address())));
        }
        return String.join("\n", lines);
    }
}
