package aule.web;

import static org.assertj.core.api.Assertions.assertThat;

import aule.web.search.CleanAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanAddressTests {

    @ParameterizedTest
    @CsvSource({
        "https://a.org/x?utm_source=b&id=3, https://a.org/x?id=3",
        "https://a.org/x?utm_source=b, https://a.org/x",
        "https://a.org/x?a=1&fbclid=2#part, https://a.org/x?a=1#part",
        "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fa.org%2Fx%3Fgclid%3D1&rut=2, https://a.org/x",
        "https://www.google.com/url?q=https%3A%2F%2Fa.org%2F&sa=U, https://a.org/",
        "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9hLm9yZy8&ntb=1, https://a.org/",
        "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fa.org, https://a.org",
        "https://a.org/utm_source=1, https://a.org/utm_source=1",
        "https://a.org/?q=utm_source, https://a.org/?q=utm_source",
    })
    void whatFollowsPeopleIsTakenOut(String found, String clean) {
        assertThat(CleanAddress.of(found)).contains(clean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "ftp://a.org/", "data:text/html,x", "not an address", "//a.org", ""})
    void whatIsNoPageIsNoHit(String found) {
        assertThat(CleanAddress.of(found)).isEmpty();
    }
}
