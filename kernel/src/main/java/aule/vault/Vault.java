package aule.vault;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Secrets by name, one set for each organisation. They are sealed before they touch the disk and never logged. */
public final class Vault {

    private final SqlSecrets secrets;
    private final Seal seal;
    private final InstantSource clock;

    Vault(SqlSecrets secrets, Seal seal, InstantSource clock) {
        this.secrets = secrets;
        this.seal = seal;
        this.clock = clock;
    }

    /** Keeps a secret; one of the same name is replaced. */
    public void put(OrgId org, String name, Secret secret) {
        secrets.put(org, name, seal.close(label(org, name), secret), clock.millis());
    }

    /** @throws AuleException with {@code INTERNAL} if it was altered on disk or sealed with another key */
    public Optional<Secret> get(OrgId org, String name) {
        return secrets.get(org, name)
                .map(kept -> seal.open(label(org, name), kept).orElseThrow(() -> unreadable(name)));
    }

    /** Returns whether there was one. */
    public boolean remove(OrgId org, String name) {
        return secrets.remove(org, name);
    }

    public List<String> names(OrgId org) {
        return secrets.names(org);
    }

    private static AuleException unreadable(String name) {
        return new AuleException(
                ErrorCode.INTERNAL,
                "The secret '%s' does not open with this key; restore the key it was stored with, or store it again."
                        .formatted(name));
    }

    private static String label(OrgId org, String name) {
        return org.value() + "\n" + name;
    }
}
