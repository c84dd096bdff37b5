package aule.models.cards;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ModelSpec;
import aule.models.Price;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Everything that is known of models: what comes with the product, and above it what a person wrote. */
public final class Cards {

    private static final String BUILT_IN = "/models/catalogue.yaml";

    /** Ollama runs these elsewhere. */
    private static final Pattern ELSEWHERE = Pattern.compile(".*[:-]cloud$");

    private final Deck builtIn;
    private final DeckFile person;
    private final Supplier<Deck> edited;

    private Cards(Deck builtIn, DeckFile person, Supplier<Deck> edited) {
        this.builtIn = builtIn;
        this.person = person;
        this.edited = edited;
    }

    /**
     * @param person the person's own catalogue, read again whenever it changed
     * @param edited what the person edited while the system runs, which counts above the file
     */
    public static Cards open(DeckFile person, Supplier<Deck> edited) {
        try (var in = Cards.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new AuleException(
                        ErrorCode.INTERNAL, "The list %s is missing from the product.".formatted(BUILT_IN));
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Cards(new DeckReader(BUILT_IN).read(text), person, edited);
        } catch (IOException e) {
            throw new AuleException(ErrorCode.INTERNAL, "The list %s cannot be read.".formatted(BUILT_IN), e);
        }
    }

    /**
     * The model with all that is known of it. The person has the last word, then the server; one on this machine costs
     * nothing unless somebody says otherwise.
     */
    public ModelSpec dressed(ModelSpec spec, Terms terms) {
        var known =
                builtIn(spec, terms).map(it -> it.under(spec, terms.tells())).orElse(spec);
        var free = terms.free() && !ELSEWHERE.matcher(spec.name()).matches();
        var priced = known.price() == null && free ? known.withPrice(Price.FREE) : known;
        var written =
                person.deck().exactly(spec.id()).map(it -> it.over(priced)).orElse(priced);
        var host = host(spec.baseUrl());
        var quirks = builtIn.quirksOf(spec.id(), host).under(person.deck().quirksOf(spec.id(), host));
        return edited.get()
                .exactly(spec.id())
                .map(it -> it.over(written))
                .orElse(written)
                .withQuirks(quirks);
    }

    private static String host(String address) {
        try {
            return Objects.requireNonNullElse(new URI(address).getHost(), "");
        } catch (URISyntaxException notInTheNetwork) {
            return "";
        }
    }

    private Optional<Card> builtIn(ModelSpec spec, Terms terms) {
        return builtIn.about(spec.id())
                .or(() -> terms.relay() ? builtIn.about(relayed(spec.name())) : Optional.empty());
    }

    /** Relays name a model by its maker: {@code google/…}, and Anthropic's with a dot in the version. */
    private static String relayed(String name) {
        return name.replaceFirst("^google/", "gemini/")
                .replaceFirst("^mistralai/", "mistral/")
                .replaceFirst("^(anthropic/.*-\\d)\\.(\\d)$", "$1-$2");
    }

    /** Models worth installing that are not among the installed ones. */
    public List<ModelSpec> worthInstalling(List<ModelSpec> installed) {
        return builtIn.cards().values().stream()
                .filter(Card::recommended)
                .filter(it -> installed.stream().noneMatch(have -> have.id().equals(it.id())))
                .map(Card::missing)
                .map(it -> dressed(it, new Terms(false, true, false)))
                .toList();
    }

    /** The person's own catalogue as it is in the file now, with what is wrong with it. */
    public Deck written() {
        return person.deck();
    }
}
