package aule.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.testkit.WireServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PagesTests extends WithWeb {

    Page read(String path) throws InterruptedException {
        return web.pages().read(new Pages.Request(ORG, null, site.address(path), false, false));
    }

    private Page again(String path) throws InterruptedException {
        return web.pages().read(new Pages.Request(ORG, RUN, site.address(path), false, false));
    }

    private AuleException failure(String path) {
        return catchThrowableOfType(AuleException.class, () -> read(path));
    }

    @Test
    void aPageIsReadAndSaysWhereItWasInTheEnd() throws InterruptedException {
        site.redirect("/old", 301, "/new?a=1");
        site.redirect("/new", 302, site.address("/end"));
        site.at("/end", "text/plain", "There.");

        var page = read("/old#part");

        assertThat(page.body()).isEqualTo("There.");
        assertThat(page.address()).hasToString(site.address("/end"));
        assertThat(page.notes()).containsExactly("%s led to %s.".formatted(site.address("/old"), site.address("/end")));
        assertThat(site.received("/new").getFirst().path()).isEqualTo("/new?a=1");
        assertThat(site.received("/end").getFirst().headers()).containsEntry("user-agent", "Aule");
    }

    @Test
    void aCircleOfRedirectsEnds() {
        site.redirect("/a", 302, "/b");
        site.redirect("/b", 302, "/a");
        assertThat(failure("/a").sentence()).contains("leads from one address to the next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "http://169.254.169.254/latest/meta-data/",
                "file:///etc/passwd",
                "http://[::ffff:10.0.0.1]/",
                "//127.0.0.1:1/",
                "http://2130706433/"
            })
    void aRedirectGoesNowhereThatTheFirstRequestCouldNot(String location) {
        site.redirect("/out", 302, location);
        assertThat(failure("/out").code()).isEqualTo(ErrorCode.EGRESS_DENIED);
    }

    @Test
    void nothingOfThisMachineIsReadUnlessAPersonNamedIt() {
        set(it -> own(it, List.of()));
        site.at("/", "text/plain", "secret");
        assertThat(failure("/").code()).isEqualTo(ErrorCode.EGRESS_DENIED);
        assertThat(site.received("/")).isEmpty();
    }

    @Test
    void aPageOfFiveMegabytesIsCutAndSaysSo() throws InterruptedException {
        var long5 = "a line of text that goes on\n".repeat(5 * 1024 * 1024 / 28 + 1);
        site.at("/long", "text/plain", long5);

        var page = read("/long");

        assertThat(page.body()).hasSize(1 << 20);
        assertThat(page.notes()).hasSize(1);
        assertThat(page.notes().getFirst()).contains("larger than what is read of a page", "first 1,048,576 bytes");
    }

    @Test
    void aPageThatDripsIsNotWaitedForBeyondItsTime() {
        set(it -> within(it, 1 << 20, 1));
        site.at("/slow", (_, out) -> {
            out.begin(200, Map.of("Content-Type", "text/plain"));
            for (var i = 0; i < 3_000; i++) {
                out.chunk(new byte[] {'x'});
                rest(out);
            }
        });
        var failure = failure("/slow");
        assertThat(failure.code()).isEqualTo(ErrorCode.TOOL_FAILED);
        assertThat(failure.sentence()).contains("did not end its answer within");
    }

    private static void rest(WireServer.Writing out) throws IOException {
        try {
            out.stall(Duration.ofMillis(20));
        } catch (SocketTimeoutException _) {
            // on with the next drop
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 429, 500, 503})
    void aRefusalIsAFailureOfTheCallThatNoRetryRepeats(int status) {
        site.at("/refused", (_, out) -> out.whole(status, Map.of(), "No."));
        var failure = failure("/refused");
        assertThat(failure.code()).isEqualTo(ErrorCode.TOOL_FAILED);
        assertThat(failure.passes()).isFalse();
        assertThat(failure.sentence()).contains(Integer.toString(status), site.address("/refused"));
    }

    @Test
    void whatIsNoTextIsRefusedWithAWay() {
        site.at("/cat.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});
        site.at("/tool", "", new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 0, 0});
        assertThat(failure("/cat.png").sentence()).contains("is a picture (image/png)", "put it into the project");
        assertThat(failure("/tool").sentence()).contains("is no text");
    }

    @Test
    void whatIsTextIsTakenAsItIs() throws InterruptedException {
        site.at("/data", "application/json", "{\"a\": [1, 2]}");
        site.at("/unsaid", "", "just words");
        assertThat(read("/data").body()).isEqualTo("{\"a\": [1, 2]}");
        assertThat(read("/unsaid").body()).isEqualTo("just words");
    }

    @Test
    void rawIsTheSourceOfThePage() throws InterruptedException {
        site.at("/p", "text/html", "<p onclick=\"x()\">Hi</p>");
        var page = web.pages().read(new Pages.Request(ORG, null, site.address("/p"), true, false));
        assertThat(page.body()).isEqualTo("<p onclick=\"x()\">Hi</p>");
    }

    @Test
    void withinARunAPageThatHasNotChangedIsNotSentAgain() throws InterruptedException {
        WireServer.Behaviour tagged = (request, out) -> {
            if ("\"v1\"".equals(request.headers().get("if-none-match"))) {
                out.whole(304, Map.of("ETag", "\"v1\""), new byte[0]);
            } else {
                out.whole(200, Map.of("Content-Type", "text/plain", "ETag", "\"v1\""), "one");
            }
        };
        site.at("/tagged", tagged);

        assertThat(again("/tagged").body()).isEqualTo("one");
        assertThat(again("/tagged").body()).isEqualTo("one");
        assertThat(read("/tagged").body()).isEqualTo("one");

        assertThat(site.received("/tagged"))
                .extracting(it -> it.headers().getOrDefault("if-none-match", ""))
                .containsExactly("", "\"v1\"", "");
    }

    @Test
    void withinARunAPageThatChangedIsReadAsItIsNow() throws InterruptedException {
        site.at("/p", (_, out) -> out.whole(200, Map.of("Content-Type", "text/plain", "ETag", "\"v1\""), "one"));
        again("/p");
        site.at("/p", (_, out) -> out.whole(200, Map.of("Content-Type", "text/plain", "ETag", "\"v2\""), "two"));
        assertThat(again("/p").body()).isEqualTo("two");
    }

    @Test
    void anAddressMayBeWrittenAsPeopleWriteIt() throws InterruptedException {
        site.at("/caf%C3%A9%20x", "text/plain", "found");
        assertThat(read("/café x").body()).isEqualTo("found");
        assertThat(WebAddress.of("example.org/a?b=c#d")).hasToString("https://example.org/a?b=c");
        assertThat(WebAddress.of("HTTPS://bücher.example/ü")).hasToString("https://xn--bcher-kva.example/%C3%BC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "two words", "http://a\nb.org/", "http://", "http://[::1", "javascript:alert(1)"})
    void whatIsNoAddressIsRefusedInASentence(String address) {
        assertThatThrownBy(() -> web.pages().read(new Pages.Request(ORG, null, address, false, false)))
                .isInstanceOf(AuleException.class)
                .extracting(it -> ((AuleException) it).code())
                .isIn(ErrorCode.INVALID, ErrorCode.EGRESS_DENIED);
    }

    @Test
    void bytesThatAreCutWithinACharacterLeaveNoneOfIt() throws InterruptedException {
        set(it -> within(it, 65_537, 30));
        site.at("/long", "text/plain; charset=utf-8", "é".repeat(40_000).getBytes(StandardCharsets.UTF_8));
        assertThat(read("/long").body()).isEqualTo("é".repeat(32_768));
    }
}
