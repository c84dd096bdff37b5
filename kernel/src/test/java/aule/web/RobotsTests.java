package aule.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RobotsTests extends WithWeb {

    private Page read(String path) throws InterruptedException {
        return web.pages().read(new Pages.Request(ORG, null, site.address(path), false, false));
    }

    private AuleException failure(String path) {
        return catchThrowableOfType(AuleException.class, () -> read(path));
    }

    private void rules(String text) {
        site.at("/robots.txt", "text/plain", text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "User-agent: *; Disallow: /private | /private/x | false",
                "User-agent: *; Disallow: /private | /public | true",
                "User-agent: *; Disallow: / | /x | false",
                "User-agent: *; Disallow: | /x | true",
                "User-agent: aule; Disallow: /a | /a | false",
                "User-agent: AULE; Disallow: /a | /a | false",
                "User-agent: other; Disallow: / | /x | true",
                "User-agent: *; Disallow: /; User-agent: Aule; Allow: / | /x | true",
                "User-agent: *; Disallow: /a; Allow: /a/b | /a/b/c | true",
                "User-agent: *; Disallow: /a; Allow: /a/b | /a/c | false",
                "User-agent: *; Disallow: /*.pdf$ | /x.pdf | false",
                "User-agent: *; Disallow: /*.pdf$ | /x.pdf.html | true",
                "User-agent: a; User-agent: aule; Disallow: /a | /a | false",
                "nonsense; <html> | /x | true",
                "Disallow: / | /x | true",
            })
    void whatASiteAsksIsDone(String rules, String path, boolean allowed) throws InterruptedException {
        rules(rules.replace("; ", "\n"));
        site.at(path, "text/plain", "read");

        if (allowed) {
            assertThat(read(path).body()).isEqualTo("read");
        } else {
            var failure = failure(path);
            assertThat(failure.code()).isEqualTo(ErrorCode.EGRESS_DENIED);
            assertThat(failure.sentence()).contains("asks programs not to read " + path, "Settings, Web");
            assertThat(site.received(path)).isEmpty();
        }
    }

    @Test
    void aPersonDecidesOtherwiseForAHost() throws InterruptedException {
        rules("User-agent: *\nDisallow: /");
        site.at("/x", "text/plain", "read");
        set(it -> new WebSettings(
                it.engines(), "", List.of("127.0.0.1"), it.ownAddresses(), it.maxBytes(), it.timeoutSeconds()));
        assertThat(read("/x").body()).isEqualTo("read");
    }

    @Test
    void aRedirectLeadsNoFurtherThanItsTargetAllows() {
        rules("User-agent: *\nDisallow: /private");
        site.redirect("/door", 302, "/private/x");
        site.at("/private/x", "text/plain", "read");
        assertThat(failure("/door").code()).isEqualTo(ErrorCode.EGRESS_DENIED);
        assertThat(site.received("/private/x")).isEmpty();
    }

    @Test
    void rulesAreAskedForOnceADay() throws InterruptedException {
        rules("User-agent: *\nDisallow: /private");
        site.at("/x", "text/plain", "read");
        read("/x");
        read("/x");
        assertThat(site.received("/robots.txt")).hasSize(1);
        clock.advance(Duration.ofHours(25));
        read("/x");
        assertThat(site.received("/robots.txt")).hasSize(2);
    }

    @Test
    void rulesAreFoundBehindARedirect() {
        site.redirect("/robots.txt", 301, "/rules.txt");
        site.at("/rules.txt", "text/plain", "User-agent: *\nDisallow: /");
        site.at("/x", "text/plain", "read");
        assertThat(failure("/x").code()).isEqualTo(ErrorCode.EGRESS_DENIED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void aSiteWithoutRulesIsRead(int status) throws InterruptedException {
        site.at("/robots.txt", (_, out) -> out.whole(status, Map.of(), ""));
        site.at("/x", "text/plain", "read");
        assertThat(read("/x").body()).isEqualTo("read");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aSiteThatCannotSayItsRulesIsReadWhenItCan(int status) throws InterruptedException {
        site.at("/robots.txt", (_, out) -> out.whole(status, Map.of(), ""));
        site.at("/x", "text/plain", "read");
        assertThat(failure("/x").sentence()).contains("because it fails");
        assertThat(site.received("/x")).isEmpty();

        rules("User-agent: *\nDisallow:");
        clock.advance(Duration.ofMinutes(2));
        assertThat(read("/x").body()).isEqualTo("read");
    }
}
