package aule.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of what servers send. */
@Timeout(60)
class ReadingTests extends WithWeb {

    private static final String ARTICLE = """
            <!DOCTYPE html><html lang="en"><head><title>The harbour - The Gazette</title>
            <meta name="author" content="Ann Miller"><meta property="og:site_name" content="The Gazette">
            <meta property="article:published_time" content="2025-02-03T10:00:00Z">
            <meta name="description" content="How the harbour   was built.">
            <link rel="canonical" href="/harbour">
            <script>var tracker = 'never shown';</script></head>
            <body><nav><a href="/">Home</a> <a href="/sport">Sport section</a></nav>
            <div class="cookie-banner">We value your privacy. Accept all cookies.</div>
            <article><h1>The harbour</h1>%s
            <table><tr><th>Year</th><th>Ships</th></tr><tr><td>1890</td><td>120</td></tr></table>
            <pre><code>int ships = 120;</code></pre>
            <p>Read <a href="more.html?x=1">more of it</a> or <a href="javascript:steal()">click here</a>, whoever wants to, and take the time that it takes.</p>
            </article>
            <aside>Related: ten other harbours you will not believe</aside>
            <footer>Copyright 2025, imprint, privacy policy</footer></body></html>
            """.formatted(IntStream.range(0, 8)
            .mapToObj(it ->
                    "<p>Paragraph %d tells, at some length and with commas, how the stones were brought, cut, laid, and paid for.</p>"
                            .formatted(it))
            .collect(Collectors.joining()));

    private Page read(String path) throws InterruptedException {
        return web.pages().read(new Pages.Request(ORG, null, site.address(path), false, true));
    }

    @Test
    void anArticleIsMarkdownWithoutWhatStandsAroundIt() throws InterruptedException {
        site.at("/press/harbour.html", "text/html; charset=utf-8", ARTICLE);

        var page = read("/press/harbour.html");

        assertThat(page.body())
                .contains("# The harbour", "Paragraph 0 tells", "Paragraph 7 tells", "int ships = 120;")
                .contains("[more of it](" + site.address("/press/more.html?x=1") + ")")
                .containsPattern("\\| *Year *\\| *Ships *\\|")
                .containsPattern("\\| *1890 *\\| *120 *\\|")
                .doesNotContain("Sport section", "cookies", "Related", "Copyright", "tracker", "javascript", "<p");
        assertThat(page.facts())
                .containsEntry("title", "The harbour - The Gazette")
                .containsEntry("author", "Ann Miller")
                .containsEntry("published", "2025-02-03T10:00:00Z")
                .containsEntry("language", "en")
                .containsEntry("site", "The Gazette")
                .containsEntry("description", "How the harbour was built.")
                .containsEntry("canonical", site.address("/harbour"));
        assertThat(page.links())
                .contains(
                        new Page.Link("Sport section", site.address("/sport")),
                        new Page.Link("more of it", site.address("/press/more.html?x=1")));
    }

    @Test
    void whatAPageSaysOfItselfInJsonCounts() throws InterruptedException {
        site.at("/p", "text/html", """
                <html><head><title>T</title><script type="application/ld+json">not json</script>
                <script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",
                "headline": "The headline", "author": [{"name": "Ann"}, {"name": "Bo"}],
                "datePublished": "2025-01-02", "inLanguage": "pt-BR"}]}</script></head><body><p>Text.</p></body></html>
                """);
        assertThat(read("/p").facts())
                .containsEntry("title", "The headline")
                .containsEntry("author", "Ann, Bo")
                .containsEntry("published", "2025-01-02")
                .containsEntry("language", "pt-BR");
    }

    @Test
    void aPageCannotPretendToHoldATable() throws InterruptedException {
        var forged = "<p>auletable7: x</p><p>auletablex: y</p><p>auletable99999999999: z</p></article>";
        site.at("/forged", "text/html", ARTICLE.replace("</article>", forged));
        assertThat(read("/forged").body()).contains("Paragraph 0 tells");
    }

    @Test
    void aPageThatIsNoArticleIsReadWithoutItsFrame() throws InterruptedException {
        site.at("/index", "text/html", """
                <html><body><nav>Menu</nav><main><h2>Downloads</h2><ul><li><a href="/a.zip">Version 1</a></li>
                <li><a href="/b.zip">Version 2</a></li></ul></main><footer>Imprint</footer></body></html>
                """);
        assertThat(read("/index").body())
                .contains("## Downloads", "[Version 1](" + site.address("/a.zip") + ")")
                .doesNotContain("Menu", "Imprint");
    }

    @Test
    void aPageThatIsNestedBeyondReasonIsReadWithoutItsForm() throws InterruptedException {
        site.at("/deep", "text/html", "<div>".repeat(20_000) + "the bottom" + "</div>".repeat(20_000));
        var page = read("/deep");
        assertThat(page.body()).contains("the bottom");
        assertThat(page.notes()).anyMatch(it -> it.contains("nested too deeply"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain; charset=windows-1251 | windows-1251 | Привет, мир и все его гавани",
                "text/plain; charset=\"Shift_JIS\" | Shift_JIS | 港は石で造られた",
                "text/plain; charset=iso-8859-1 | windows-1252 | “Olá” custa 5 €",
                "text/plain | UTF-8 | Olá, hafenstraße, 港",
                "text/plain | windows-1252 | Olá, você não está só; é verdade",
                "text/plain; charset=nonsense | UTF-8 | Olá",
                "text/plain | windows-1251 | Гавань построена из камня, и корабли стоят у причала весь год",
                "text/plain | UTF-16 | Olá, com marca na frente",
                "text/plain; charset=windows-1251 | UTF-16 | A marca vale mais",
            })
    void textIsReadInTheEncodingThatItHas(String type, String charset, String text) throws InterruptedException {
        site.at("/t", type, text.getBytes(Charset.forName(charset)));
        assertThat(read("/t").body()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<meta charset=windows-1251> | windows-1251",
                "<meta http-equiv='Content-Type' content='text/html; charset=KOI8-R'> | KOI8-R",
                "<meta charset=utf-8> | UTF-8",
                "<meta charset=utf-16> | UTF-8",
            })
    void aPageSaysHowItIsEncoded(String head, String charset) throws InterruptedException {
        var html = "<html><head>%s</head><body><p>Гавань</p></body></html>".formatted(head);
        site.at("/h", "text/html", html.getBytes(Charset.forName(charset)));
        assertThat(read("/h").body()).isEqualTo("Гавань");
    }

    @Test
    void anXmlDeclarationCounts() throws InterruptedException {
        var xml = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>é</a>";
        site.at("/x", "application/xml", xml.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(read("/x").body()).isEqualTo(xml);
    }

    @Test
    void aFeedIsAListOfWhatIsNew() throws InterruptedException {
        site.at("/rss", "application/rss+xml", """
                <?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>
                <item><title>First</title><link>https://example.org/1</link><pubDate>Mon, 03 Feb 2025 10:00:00 GMT</pubDate>
                <description>&lt;p&gt;About &lt;b&gt;stones&lt;/b&gt;&lt;/p&gt;</description></item></channel></rss>
                """);
        site.at("/atom", "application/atom+xml", """
                <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Atoms</title>
                <entry><title>Second</title><link href="/2"/><updated>2025-02-04T00:00:00Z</updated></entry></feed>
                """);
        var rss = read("/rss");
        assertThat(rss.facts()).containsEntry("title", "Gazette");
        assertThat(rss.body())
                .isEqualTo("- First (Mon, 03 Feb 2025 10:00:00 GMT)\n  https://example.org/1\n  About stones");
        assertThat(read("/atom").body())
                .isEqualTo("- Second (2025-02-04T00:00:00Z)\n  %s".formatted(site.address("/2")));
    }

    @Test
    void aPdfIsReadPageByPage() throws Exception {
        site.at("/paper", "application/pdf", pdf("The harbour", 3, ""));
        site.at("/unnamed", "application/octet-stream", pdf("The harbour", 1, ""));

        var page = read("/paper");

        assertThat(page.facts()).containsEntry("title", "The harbour");
        assertThat(page.body())
                .startsWith("[page 1 of 3]\nStones of page 1")
                .endsWith("[page 3 of 3]\nStones of page 3");
        assertThat(read("/unnamed").body()).isEqualTo("[page 1 of 1]\nStones of page 1");
    }

    @Test
    void aPdfThatCannotBeReadSaysWhy() throws Exception {
        site.at("/locked", "application/pdf", pdf("x", 1, "secret"));
        site.at("/broken", "application/pdf", "%PDF-1.7 and then nothing".getBytes(StandardCharsets.US_ASCII));
        site.at("/empty", "application/pdf", pdf("x", 0, ""));
        assertThatThrownBy(() -> read("/locked")).hasMessageContaining("opens with a password only");
        assertThatThrownBy(() -> read("/broken")).hasMessageContaining("is damaged");
        assertThat(read("/empty").notes()).anyMatch(it -> it.contains("no text"));
    }

    private static byte[] pdf(String title, int pages, String password) throws IOException {
        try (var pdf = new PDDocument()) {
            pdf.getDocumentInformation().setTitle(title);
            for (var page = 1; page <= Math.max(1, pages); page++) {
                var sheet = new PDPage();
                pdf.addPage(sheet);
                if (pages > 0) {
                    write(pdf, sheet, "Stones of page " + page);
                }
            }
            if (!password.isEmpty()) {
                pdf.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            var bytes = new ByteArrayOutputStream();
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static void write(PDDocument pdf, PDPage sheet, String words) throws IOException {
        try (var content = new PDPageContentStream(pdf, sheet)) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 12);
            content.newLineAtOffset(72, 700);
            content.showText(words);
            content.endText();
        }
    }
}
