package aule.boot;

import aule.journal.Filter;
import aule.journal.Follower;
import aule.journal.Journal;
import aule.kernel.OrgId;
import aule.models.Painters;
import aule.models.ProviderSettings;
import aule.models.Providers;
import aule.system.ProviderCheck;
import aule.system.SavedSettings;
import aule.system.Settings;
import aule.vault.Secret;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Tells the models what a person chose in the settings: at the start, after every change, and for a test. */
record ModelChoice(SavedSettings saved, Providers providers, Painters painters, AtomicReference<ProviderSettings> used)
        implements ProviderCheck {

    private static final Filter CHANGES = Filter.ofTypes(Set.of("settings.changed"));

    ModelChoice(SavedSettings saved, Providers providers, Painters painters) {
        this(saved, providers, painters, new AtomicReference<>(ProviderSettings.NONE));
    }

    /** A change that was made here holds when it is answered; one that another kernel took, soon after. */
    Follower follow(Journal journal) {
        saved.onChange(this::use);
        var now = saved.of(OrgId.LOCAL);
        if (!now.equals(Settings.DEFAULT)
                || saved.key(OrgId.LOCAL, Settings.Kind.LLM).isPresent()
                || saved.key(OrgId.LOCAL, Settings.Kind.IMAGE).isPresent()) {
            use(OrgId.LOCAL, now);
        }
        return Follower.start("boot-settings", journal, CHANGES, event -> use(event.org(), saved.of(event.org())));
    }

    private void use(OrgId org, Settings now) {
        var chosen = chosen(now.llm(), saved.key(org, Settings.Kind.LLM));
        if (!chosen.equals(used.getAndSet(chosen))) {
            providers.use(chosen);
        }
        painters.use(settings(now.image(), saved.key(org, Settings.Kind.IMAGE)));
    }

    @Override
    public Outcome check(Settings.Kind kind, Settings.Provider provider, Optional<Secret> key) {
        var diagnosis = providers.test(chosen(provider, key));
        return new Outcome(diagnosis.ok(), diagnosis.model(), diagnosis.message());
    }

    /** What nobody has changed leaves the choice to whichever provider is ready. */
    private static ProviderSettings chosen(Settings.Provider provider, Optional<Secret> key) {
        var untouched = provider.equals(Settings.DEFAULT.llm()) && key.isEmpty();
        return untouched ? ProviderSettings.NONE : settings(provider, key);
    }

    private static ProviderSettings settings(Settings.Provider provider, Optional<Secret> key) {
        return new ProviderSettings(
                mode(provider),
                provider.localUrl(),
                provider.remoteUrl(),
                key.map(Secret::reveal).orElse(""),
                provider.defaultModel());
    }

    private static ProviderSettings.Mode mode(Settings.Provider provider) {
        return switch (provider.mode()) {
            case AUTO -> ProviderSettings.Mode.AUTO;
            case LOCAL -> ProviderSettings.Mode.LOCAL;
            case REMOTE -> ProviderSettings.Mode.REMOTE;
            case OFF -> ProviderSettings.Mode.OFF;
        };
    }
}
