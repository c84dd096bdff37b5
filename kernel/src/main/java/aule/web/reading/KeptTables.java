package aule.web.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Tables of data, which the search for an article would throw away: a paragraph with the same words stands in for each
 * until it is over.
 */
record KeptTables(List<Element> tables) {

    private static final String MARK = "auletable";
    private static final Pattern MARKED = Pattern.compile(MARK + "(\\d{1,3}): ");
    private static final int MOST = 200;

    static KeptTables takeOut(Element page) {
        var tables = new ArrayList<Element>();
        for (var table : page.select("table")) {
            if (isData(table) && tables.size() < MOST) {
                var place = new Element("p").text("%s%d: %s".formatted(MARK, tables.size(), table.text()));
                table.replaceWith(place);
                tables.add(table);
            }
        }
        return new KeptTables(tables);
    }

    /** Layouts have tables in tables, or a single row or column. */
    private static boolean isData(Element table) {
        var rows = table.select("tr");
        return table.select("table").size() == 1
                && rows.size() > 1
                && rows.getFirst().select("td, th").size() > 1;
    }

    void putBack(Element article) {
        for (var place : article.select("p")) {
            var number = MARKED.matcher(place.text());
            if (number.lookingAt() && Integer.parseInt(number.group(1)) < tables.size()) {
                place.replaceWith(tables.get(Integer.parseInt(number.group(1))));
            }
        }
    }
}
