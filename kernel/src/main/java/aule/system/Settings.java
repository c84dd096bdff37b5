package aule.system;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person chose. Keys of providers are not here; they are in the vault. */
public record Settings(Provider llm, Provider image, Language language, Theme theme) {

    public static final Settings DEFAULT = new Settings(
            new Provider(Mode.LOCAL, "http://127.0.0.1:11434", "https://api.openai.com/v1", ""),
            new Provider(Mode.LOCAL, "", "https://api.openai.com/v1", ""),
            Language.SYSTEM,
            Theme.SYSTEM);

    /** Which models are asked when nobody names one. */
    public enum Mode {
        /** The first that is ready. */
        AUTO,
        /** One on this machine. */
        LOCAL,
        /** One behind an address. */
        REMOTE,
        /** None, whoever is named. */
        OFF
    }

    /** Which language the desktop speaks. */
    public enum Language {
        EN,
        @JsonProperty("pt-BR")
        PT_BR,
        SYSTEM
    }

    /** How the desktop looks. */
    public enum Theme {
        DARK,
        LIGHT,
        SYSTEM
    }

    /**
     * Where models are asked.
     *
     * @param defaultModel {@code provider/model}, empty for the best one found
     */
    public record Provider(Mode mode, String localUrl, String remoteUrl, String defaultModel) {

        /** The address in use. */
        public String url() {
            return mode == Mode.REMOTE ? remoteUrl : localUrl;
        }
    }

    /** Which of the providers is meant. */
    public enum Kind {
        LLM,
        IMAGE
    }

    public Provider provider(Kind kind) {
        return switch (kind) {
            case LLM -> llm;
            case IMAGE -> image;
        };
    }

    Settings with(Kind kind, Provider next) {
        return switch (kind) {
            case LLM -> new Settings(next, image, language, theme);
            case IMAGE -> new Settings(llm, next, language, theme);
        };
    }

    Settings with(Language next) {
        return new Settings(llm, image, next, theme);
    }

    Settings with(Theme next) {
        return new Settings(llm, image, language, next);
    }
}
