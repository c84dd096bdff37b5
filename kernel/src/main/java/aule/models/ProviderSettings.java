package aule.models;

/**
 * What a person chose about language models; empty text stands for "not chosen".
 *
 * @param localUrl where an Ollama answers
 * @param remoteUrl where a server answers that speaks OpenAI's protocol, up to and including {@code /v1}
 * @param apiKey goes to {@code remoteUrl} only
 * @param defaultModel {@code provider/model}, or a model's name at the chosen provider
 */
public record ProviderSettings(Mode mode, String localUrl, String remoteUrl, String apiKey, String defaultModel) {

    /** Which provider is asked when nobody names one. */
    public enum Mode {
        /** The first that is ready: remote, local, built in. */
        AUTO,
        LOCAL,
        REMOTE,
        /** No model is asked at all. */
        OFF
    }

    /** Nobody has chosen anything. */
    public static final ProviderSettings NONE = new ProviderSettings(Mode.AUTO, "", "", "", "");

    /**
     * Settings whose addresses came filled in: the usual ones count as not chosen, so that the environment still has its
     * say, unless a key was entered for them; and local with nothing else chosen is the first that is ready.
     */
    public static ProviderSettings of(
            boolean remote, String localUrl, String remoteUrl, String apiKey, String defaultModel) {
        var local = localUrl.strip().equals(Addresses.OLLAMA) ? "" : localUrl;
        var far = remoteUrl.strip().equals(Addresses.OPENAI) && apiKey.isBlank() ? "" : remoteUrl;
        var untouched = !remote && local.isBlank() && far.isBlank() && apiKey.isBlank() && defaultModel.isBlank();
        var mode = untouched ? Mode.AUTO : remote ? Mode.REMOTE : Mode.LOCAL;
        return new ProviderSettings(mode, local, far, apiKey, defaultModel);
    }

    @Override
    public String toString() {
        return "ProviderSettings[mode=%s, localUrl=%s, remoteUrl=%s, defaultModel=%s]"
                .formatted(mode, localUrl, remoteUrl, defaultModel);
    }
}
