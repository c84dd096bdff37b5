package aule.vault;

import aule.kernel.Transactions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The room's doors, ready for the composition root. */
public record VaultRoom(Vault vault) {

    /** @param key the value of {@code AULE_SECRET_KEY}; without one the home keeps a key of its own */
    public static VaultRoom open(
            Transactions<Handle> transactions, Path home, Optional<String> key, InstantSource clock) {
        var random = new SecureRandom();
        var seal = new Seal(new Keys(home, random).key(key), random);
        return new VaultRoom(new Vault(new SqlSecrets(transactions), seal, clock));
    }
}
