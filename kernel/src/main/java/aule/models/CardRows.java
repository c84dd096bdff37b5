package aule.models;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.models.cards.Card;
import aule.models.cards.Deck;
import aule.models.cards.DeckReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.databind.JsonNode;

/** Entries of the catalogue that a person edits while the system runs; they have the last word. */
final class CardRows {

    private static final DeckReader READER = new DeckReader("the catalogue");

    private final SqlEntries entries;
    private final Announcements announcements;
    private volatile Deck deck;

    CardRows(SqlEntries entries, Announcements announcements) {
        this.entries = entries;
        this.announcements = announcements;
        this.deck = read();
    }

    Deck deck() {
        return deck;
    }

    void reload() {
        deck = read();
    }

    private Deck read() {
        var cards = new LinkedHashMap<String, Card>();
        var problems = new ArrayList<String>();
        entries.all(SqlEntries.Kind.CARD, JsonNode.class).forEach((id, entry) -> {
            try {
                cards.put(id, READER.entry(id, entry));
            } catch (AuleException wrong) {
                problems.add(wrong.sentence());
            }
        });
        return new Deck(cards, problems);
    }

    /** @throws AuleException with {@code INVALID} if the entry is wrong */
    void put(Journal.Origin who, String id, JsonNode entry) {
        READER.entry(id, entry);
        entries.put(SqlEntries.Kind.CARD, id, entry);
        changed(who);
    }

    /** @throws AuleException with {@code NOT_FOUND} if a person never entered anything about the model */
    void remove(Journal.Origin who, String id) {
        if (!entries.remove(SqlEntries.Kind.CARD, id)) {
            throw AuleException.notFound("entry of your own for the model", id);
        }
        changed(who);
    }

    private void changed(Journal.Origin who) {
        reload();
        announcements.changed(who, "catalogue");
    }
}
