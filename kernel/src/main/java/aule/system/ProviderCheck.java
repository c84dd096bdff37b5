package aule.system;

import aule.vault.Secret;
import java.util.Optional;

/** Asks a provider whether it would answer. */
@FunctionalInterface
public interface ProviderCheck {

    /**
     * What came of it.
     *
     * @param model the model that would be asked, empty if there is none
     * @param message a sentence for the person who asked
     */
    record Outcome(boolean ok, String model, String message) {}

    Outcome check(Settings.Kind kind, Settings.Provider provider, Optional<Secret> key);
}
