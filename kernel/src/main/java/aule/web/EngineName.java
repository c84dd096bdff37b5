package aule.web;

/** The search engines that can be asked. */
public enum EngineName {
    SEARXNG("SearXNG"),
    BRAVE("Brave"),
    DUCKDUCKGO("DuckDuckGo");

    private final String title;

    EngineName(String title) {
        this.title = title;
    }

    /** The name as its makers write it. */
    public String title() {
        return title;
    }
}
