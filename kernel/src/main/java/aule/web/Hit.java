package aule.web;

/**
 * One thing that a search engine found.
 *
 * @param address without what follows people about
 * @param date when it was published, as the engine tells it; empty if it does not
 */
public record Hit(String title, String address, String snippet, String date) {}
