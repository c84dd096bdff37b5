package aule.models.commands;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The languages the grammar speaks. */
enum Language {
    ENGLISH,
    PORTUGUESE;

    private static final Set<String> PORTUGUESE_WORDS = Set.of(
            "o",
            "os",
            "um",
            "uma",
            "com",
            "em",
            "no",
            "na",
            "do",
            "da",
            "de",
            "e",
            "que",
            "para",
            "por",
            "arquivo",
            "arquivos",
            "pasta",
            "crie",
            "criar",
            "rode",
            "leia",
            "mostre",
            "liste",
            "apague",
            "mova",
            "depois",
            "então",
            "entao",
            "você",
            "voce",
            "me",
            "olá",
            "ola",
            "oi",
            "faça",
            "faca",
            "escreva",
            "qual",
            "como",
            "não",
            "nao",
            "meu",
            "minha",
            "isso",
            "seguida",
            "preciso",
            "quero",
            "gere",
            "site",
            "dance");

    private static final Set<String> ENGLISH_WORDS = Set.of(
            "the", "a", "an", "with", "in", "of", "to", "and", "file", "files", "folder", "create", "make", "run",
            "read", "show", "list", "delete", "move", "then", "you", "i", "me", "hello", "hi", "write", "what", "how",
            "not", "my", "it", "this", "that", "after", "need", "want", "build", "website", "dance");

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    /** The language most of the words are from; English when it is a draw. */
    static Language of(String text) {
        var balance = 0;
        var words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            balance += PORTUGUESE_WORDS.contains(words.group()) ? 1 : 0;
            balance -= ENGLISH_WORDS.contains(words.group()) ? 1 : 0;
        }
        return balance > 0 ? PORTUGUESE : ENGLISH;
    }
}
