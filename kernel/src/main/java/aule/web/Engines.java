package aule.web;

import aule.egress.Allowance;
import aule.egress.Egress;
import aule.egress.Origin;
import aule.kernel.OrgId;
import aule.web.search.Brave;
import aule.web.search.DuckDuckGo;
import aule.web.search.Engine;
import aule.web.search.Place;
import aule.web.search.Searxng;
import java.net.URI;
import java.util.Optional;

/** Sets up the search engines as a person chose. */
final class Engines {

    /** Where those answer that everybody shares. */
    record Addresses(URI brave, URI duckDuckGo, Allowance allowance) {

        static final Addresses PUBLIC = new Addresses(Brave.ADDRESS, DuckDuckGo.ADDRESS, Allowance.PUBLIC);
    }

    private final Egress egress;
    private final SavedWeb saved;
    private final Addresses addresses;

    Engines(Egress egress, SavedWeb saved, Addresses addresses) {
        this.egress = egress;
        this.saved = saved;
        this.addresses = addresses;
    }

    /** Empty if something is missing that only a person can give. */
    Optional<Engine> ready(OrgId org, EngineName name) {
        return switch (name) {
            case DUCKDUCKGO ->
                Optional.of(new DuckDuckGo(new Place(egress, addresses.duckDuckGo(), addresses.allowance())));
            case BRAVE ->
                saved.braveKey(org)
                        .map(key -> new Brave(new Place(egress, addresses.brave(), addresses.allowance()), key));
            case SEARXNG ->
                Optional.of(saved.of(org).searxngUrl())
                        .filter(it -> !it.isEmpty())
                        .map(this::searxng);
        };
    }

    private Engine searxng(String url) {
        var address = URI.create(url.replaceFirst("/+$", "") + "/search");
        return new Searxng(new Place(egress, address, Allowance.configured(Origin.of(address))));
    }

    /** What a person has to give first; empty for one that needs nothing. */
    static String missing(EngineName name) {
        return switch (name) {
            case DUCKDUCKGO -> "";
            case BRAVE -> "Brave has no key; enter one under Settings, Web.";
            case SEARXNG -> "SearXNG has no address; enter one under Settings, Web.";
        };
    }
}
