package aule.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTests {

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, 443, true",
        "example.org, example.org, 80, true",
        "example.org, example.org, 8443, false",
        "example.org, www.example.org, 443, false",
        "example.org, notexample.org, 443, false",
        "*.example.org, www.example.org, 443, true",
        "*.example.org, a.b.example.org, 443, true",
        "*.example.org, example.org, 443, false",
        "*.example.org, badexample.org, 443, false",
        "*.example.org, .example.org, 443, false",
        "example.org:8443, example.org, 8443, true",
        "example.org:8443, example.org, 443, false",
        "EXAMPLE.org, example.org, 443, true",
    })
    void aRuleLetsItsHostsAndPortsThrough(String rule, String host, int port, boolean allowed) {
        assertThat(HostRule.of(rule).allows(host, port)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "**.a",
                "a.*.b",
                "http://a.org",
                "a.org/x",
                "a.org:",
                "a.org:0",
                "a.org:65536",
                "a b",
                "a.org:80,",
                "-a.org",
                "a-.org",
                "user@a.org",
                "a..org",
                "[::1]"
            })
    void whatIsNoHostIsRefused(String text) {
        assertThatThrownBy(() -> HostRule.of(text)).hasMessageContaining("is no host");
    }

    @Test
    void severalPortsArePossible() {
        assertThat(HostRule.of("a.org:443,8443")).hasToString("a.org:443,8443");
        assertThat(Setting.of("a.org:443,8443, b.org *.c.org").names())
                .containsExactly("a.org:443,8443", "b.org", "*.c.org");
        assertThat(Setting.of("web").preset()).isEqualTo(Preset.WEB);
    }

    @ParameterizedTest
    @CsvSource({
        "a.org, a.org, true",
        "a.org, *.org, true",
        "*.a.org, *.org, true",
        "*.a.org, *.a.org, true",
        "*.a.org, a.org, false",
        "a.org, *.a.org, false",
        "*.org, *.a.org, false",
        "a.org:8443, a.org, false",
        "a.org, web, true",
        "a.org:8443, web, false",
        "web, a.org, false",
        "web, web, true",
        "offline, a.org, true",
        "a.org, offline, false",
    })
    void oneNetworkIsWithinAnotherOrNot(String narrow, String wide, boolean within) {
        assertThat(reach(narrow).within(reach(wide))).isEqualTo(within);
    }

    private static Reach reach(String text) {
        return switch (text) {
            case "web" -> new Reach(true, List.of());
            case "offline" -> Reach.NOWHERE;
            default -> new Reach(false, Setting.of(text).hosts());
        };
    }
}
