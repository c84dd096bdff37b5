package aule.system;

import aule.vault.Secret;

/** What becomes of a provider's key. */
sealed interface KeyChange {

    record Keep() implements KeyChange {}

    record Remove() implements KeyChange {}

    record Replace(Secret key) implements KeyChange {}
}
