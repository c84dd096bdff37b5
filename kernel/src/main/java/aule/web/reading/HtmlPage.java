package aule.web.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import net.dankito.readability4j.extended.Readability4JExtended;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/** A page of HTML: the part of it that is worth reading as Markdown, and what it says of itself. */
final class HtmlPage {

    /** What stands around the content and is not part of it. */
    private static final String AROUND =
            "script, style, noscript, template, svg, iframe, nav, header, footer, aside, form, dialog, [hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo], [role=search], [class*=cookie], [id*=cookie], [class*=newsletter]";

    /** Below this many letters a page is no article, but an index or an application. */
    private static final int ARTICLE = 250;

    /** Of an article's page the article is not a small part. */
    private static final double PART = 0.2;

    /** Nobody nests deeper who wants to be read. */
    private static final int DEEPEST = 200;

    private static final int LINKS = 200;

    private HtmlPage() {}

    static Text read(Document document, boolean links) {
        var page = Jsoup.parse(Charsets.text(document), document.address().toString());
        var facts = new LinkedHashMap<>(Metadata.of(page));
        var found = links ? links(page) : List.<Text.Link>of();
        if (depth(page) > DEEPEST) {
            return new Text(facts, page.text(), found, List.of("The page is nested too deeply to keep its form."));
        }
        absolute(page);
        var content = content(page, document.address().toString());
        return new Text(facts, Markdown.of(content), found, List.of());
    }

    private static Element content(org.jsoup.nodes.Document page, String address) {
        var rest = page.clone();
        rest.select(AROUND).remove();
        var all = rest.body();
        var article = article(page, address);
        if (article == null
                || article.text().length() < ARTICLE
                || article.text().length() < PART * all.text().length()) {
            return all;
        }
        return article;
    }

    private static @Nullable Element article(org.jsoup.nodes.Document page, String address) {
        var tables = KeptTables.takeOut(page);
        var article = new Readability4JExtended(address, page).parse().getArticleContent();
        if (article != null) {
            tables.putBack(article);
        }
        return article;
    }

    private static void absolute(Element page) {
        for (var link : page.select("a[href], img[src]")) {
            var name = link.hasAttr("href") ? "href" : "src";
            var target = link.absUrl(name);
            if (target.startsWith("http://") || target.startsWith("https://") || target.startsWith("mailto:")) {
                link.attr(name, target);
            } else if (name.equals("href")) {
                link.unwrap();
            } else {
                link.remove();
            }
        }
    }

    private static List<Text.Link> links(org.jsoup.nodes.Document page) {
        var known = new LinkedHashMap<String, String>();
        for (var link : page.select("a[href]")) {
            var target = link.absUrl("href").replaceFirst("#.*", "");
            if (target.startsWith("http") && !link.text().isBlank() && known.size() < LINKS) {
                known.putIfAbsent(target, Metadata.line(link.text()));
            }
        }
        var links = new ArrayList<Text.Link>();
        known.forEach((address, title) -> links.add(new Text.Link(title, address)));
        return links;
    }

    private static int depth(Element page) {
        var deepest = new int[1];
        NodeTraversor.traverse((_, depth) -> deepest[0] = Math.max(deepest[0], depth), page);
        return deepest[0];
    }
}
