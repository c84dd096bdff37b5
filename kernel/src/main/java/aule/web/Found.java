package aule.web;

import java.util.List;

/**
 * What came of a search.
 *
 * @param engine that answered
 * @param passed those before it that did not
 */
public record Found(EngineName engine, List<Hit> hits, List<Passed> passed) {

    /**
     * An engine that did not answer.
     *
     * @param why as a sentence
     */
    public record Passed(EngineName engine, String why) {}
}
