package aule.boot;

import aule.kernel.OrgId;
import aule.models.ProviderSettings;
import aule.models.Providers;
import aule.system.ProviderCheck;
import aule.system.SavedSettings;
import aule.system.Settings;
import aule.vault.Secret;
import java.util.Optional;

/** Tells the models what a person chose in the settings: at the start, after every change, and for a test. */
record ModelChoice(SavedSettings saved, Providers providers) implements ProviderCheck {

    void follow() {
        saved.onChange(this::use);
        var now = saved.of(OrgId.LOCAL);
        if (!now.equals(Settings.DEFAULT)
                || saved.key(OrgId.LOCAL, Settings.Kind.LLM).isPresent()) {
            use(OrgId.LOCAL, now);
        }
    }

    private void use(OrgId org, Settings now) {
        providers.use(chosen(now.llm(), saved.key(org, Settings.Kind.LLM)));
    }

    @Override
    public Outcome check(Settings.Kind kind, Settings.Provider provider, Optional<Secret> key) {
        var diagnosis = providers.test(chosen(provider, key));
        return new Outcome(diagnosis.ok(), diagnosis.model(), diagnosis.message());
    }

    /** What nobody has changed leaves the choice to whichever provider is ready. */
    private static ProviderSettings chosen(Settings.Provider provider, Optional<Secret> key) {
        var untouched = provider.equals(Settings.DEFAULT.llm()) && key.isEmpty();
        return untouched
                ? ProviderSettings.NONE
                : new ProviderSettings(
                        mode(provider),
                        provider.localUrl(),
                        provider.remoteUrl(),
                        key.map(Secret::reveal).orElse(""),
                        provider.defaultModel());
    }

    private static ProviderSettings.Mode mode(Settings.Provider provider) {
        return switch (provider.mode()) {
            case LOCAL -> ProviderSettings.Mode.LOCAL;
            case REMOTE -> ProviderSettings.Mode.REMOTE;
        };
    }
}
