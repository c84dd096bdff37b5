package aule.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.journal.Journal;
import aule.testkit.SearchEngines;
import aule.vault.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SearchTests extends WithWeb {

    private static final String KEY = "BSA-0123456789-secret";

    private static Query query(int limit) {
        return new Query("agents", limit, "", null);
    }

    private void searxng() {
        set(it -> new WebSettings(
                it.engines(),
                site.address("/searx/"),
                it.robotsIgnored(),
                it.ownAddresses(),
                it.maxBytes(),
                it.timeoutSeconds()));
    }

    private void braveKey(String key) {
        saved.change(Journal.Origin.kernel("test"), it -> it, new SavedWeb.KeyChange.Replace(new Secret(key)));
    }

    @Test
    void withoutAnySettingDuckDuckGoAnswers() throws InterruptedException {
        site.at("/duck", SearchEngines.duckDuckGo(8));

        var found = web.search().find(ORG, query(5));

        assertThat(found.engine()).isEqualTo(EngineName.DUCKDUCKGO);
        assertThat(found.passed()).isEmpty();
        assertThat(found.hits()).hasSize(5);
        assertThat(found.hits().getFirst())
                .isEqualTo(new Hit("Duck & result 1", SearchEngines.address(1), "Snippet number 1", "2025-03-02"));
        assertThat(found.hits()).noneMatch(it -> it.title().contains("Buy"));
    }

    @Test
    void theNextEngineAnswersForThoseThatDoNotAndSaysWhyTheyDidNot() throws InterruptedException {
        searxng();
        braveKey(KEY);
        site.at("/searx/search", SearchEngines.failing(503));
        site.at("/brave", SearchEngines.failing(429));
        site.at("/duck", SearchEngines.duckDuckGo(3));

        var found = web.search().find(ORG, query(5));

        assertThat(found.engine()).isEqualTo(EngineName.DUCKDUCKGO);
        assertThat(found.hits()).hasSize(3);
        assertThat(found.passed())
                .containsExactly(
                        new Found.Passed(EngineName.SEARXNG, "SearXNG is out of order (503)."),
                        new Found.Passed(EngineName.BRAVE, "Brave was asked too often (429)."));
    }

    @Test
    void braveAnswersWhoHasAKey() throws InterruptedException {
        braveKey(KEY);
        site.at("/brave", SearchEngines.brave(KEY, 4));

        var found = web.search().find(ORG, query(20));

        assertThat(found.engine()).isEqualTo(EngineName.BRAVE);
        assertThat(found.hits()).hasSize(4);
        assertThat(found.hits().get(1))
                .isEqualTo(new Hit("Brave result 2", SearchEngines.address(2), "About number 2 & more", "2025-04-02"));
    }

    @Test
    void aKeyThatBraveRefusesIsSaidWithoutTheKey() throws InterruptedException {
        braveKey("another-key-of-somebody");
        site.at("/brave", SearchEngines.brave(KEY, 4));
        site.at("/duck", SearchEngines.duckDuckGo(1));

        var found = web.search().find(ORG, query(5));

        assertThat(found.passed().getFirst().why())
                .contains("Brave does not accept the key")
                .doesNotContain("another-key");
    }

    @Test
    void searxngAnswersAtItsAddressEvenOnThisMachine() throws InterruptedException {
        searxng();
        site.at("/searx/search", SearchEngines.searxng(2));

        var found = web.search().find(ORG, query(5));

        assertThat(found.engine()).isEqualTo(EngineName.SEARXNG);
        assertThat(found.hits())
                .containsExactly(
                        new Hit("Searx result 1", SearchEngines.address(1), "Content 1", "2025-05-06"),
                        new Hit("Searx result 2", SearchEngines.address(2), "Content 2", "2025-05-06"));
    }

    @Test
    void aSearxngWithoutJsonSaysWhatToChange() throws InterruptedException {
        searxng();
        site.at("/searx/search", SearchEngines.failing(403));
        site.at("/duck", SearchEngines.duckDuckGo(1));

        assertThat(web.search().find(ORG, query(5)).passed().getFirst().why()).contains("add json to search.formats");
    }

    @Test
    void eachEngineIsToldRegionAndPeriodInItsOwnWords() throws InterruptedException {
        searxng();
        braveKey(KEY);
        site.at("/searx/search", SearchEngines.failing(500));
        site.at("/brave", SearchEngines.failing(500));
        site.at("/duck", SearchEngines.duckDuckGo(1));

        web.search().find(ORG, new Query("café & bar", 7, "pt-BR", Query.Period.WEEK));

        assertThat(site.received("/searx/search").getFirst().path())
                .contains("q=caf%C3%A9+%26+bar", "language=pt-BR", "time_range=week", "format=json");
        assertThat(site.received("/brave").getFirst().path())
                .contains("count=7", "country=BR", "search_lang=pt-br", "freshness=pw");
        var duck = site.received("/duck").getFirst();
        assertThat(duck.method()).isEqualTo("POST");
        assertThat(duck.body()).isEqualTo("q=caf%C3%A9+%26+bar&kl=br-pt&df=w");
    }

    @Test
    void aDoubtOfDuckDuckGoIsNotTakenForAnEmptyAnswer() {
        site.at("/duck", SearchEngines.duckDuckGoDoubts());

        assertThatThrownBy(() -> web.search().find(ORG, query(5)))
                .hasMessageContaining("No search engine answered.")
                .hasMessageContaining("wants to know whether a person asks");
    }

    @Test
    void aPageOfAnotherFormIsNotTakenForAnEmptyAnswer() {
        site.at("/duck", "text/html", "<html><body><h1>We look new</h1></body></html>");

        assertThatThrownBy(() -> web.search().find(ORG, query(5))).hasMessageContaining("no results in it");
    }

    @Test
    void nothingFoundIsAnAnswerOnlyIfNobodyElseFindsSomething() throws InterruptedException {
        searxng();
        site.at("/searx/search", SearchEngines.searxng(0));
        site.at("/duck", SearchEngines.duckDuckGo(2));
        assertThat(web.search().find(ORG, query(5)).engine()).isEqualTo(EngineName.DUCKDUCKGO);

        site.at("/duck", SearchEngines.duckDuckGo(0));
        var nothing = web.search().find(ORG, query(5));
        assertThat(nothing.engine()).isEqualTo(EngineName.SEARXNG);
        assertThat(nothing.hits()).isEmpty();
    }

    @Test
    void anEngineThatFailsFiveTimesIsLeftAloneForAWhile() throws InterruptedException {
        searxng();
        site.at("/searx/search", SearchEngines.failing(500));
        site.at("/duck", SearchEngines.duckDuckGo(1));
        for (var i = 0; i < 6; i++) {
            web.search().find(ORG, query(1));
        }
        assertThat(site.received("/searx/search")).hasSize(5);

        clock.advance(Duration.ofMinutes(1));
        site.at("/searx/search", SearchEngines.searxng(1));
        assertThat(web.search().find(ORG, query(1)).engine()).isEqualTo(EngineName.SEARXNG);
    }

    @Test
    void anEngineIsAskedNoMoreOftenThanItLikes() throws InterruptedException {
        site.at("/duck", SearchEngines.duckDuckGo(1));
        for (var i = 0; i < 30; i++) {
            web.search().find(ORG, query(1));
        }
        assertThatThrownBy(() -> web.search().find(ORG, query(1))).hasMessageContaining("at most 30 times a minute");
        clock.advance(Duration.ofSeconds(2));
        assertThat(web.search().find(ORG, query(1)).hits()).hasSize(1);
    }

    @Test
    void whoHasOnlyEnginesThatNeedSomethingIsToldWhat() {
        set(it -> new WebSettings(
                List.of(EngineName.BRAVE, EngineName.SEARXNG), "", List.of(), List.of(), it.maxBytes(), 30));

        assertThatThrownBy(() -> web.search().find(ORG, query(5)))
                .hasMessageContaining("Brave has no key")
                .hasMessageContaining("SearXNG has no address");
    }
}
