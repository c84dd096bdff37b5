package aule.vault;

import aule.kernel.OrgId;
import aule.kernel.Transactions;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The sealed secrets in the database. */
final class SqlSecrets {

    private static final String PUT = """
            INSERT INTO vault_secret (org_id, name, nonce, ciphertext, updated_at)
            VALUES (:org, :name, :nonce, :ciphertext, :now)
            ON CONFLICT (org_id, name) DO UPDATE
            SET nonce = excluded.nonce, ciphertext = excluded.ciphertext, updated_at = excluded.updated_at
            """;

    private static final String GET = "SELECT nonce, ciphertext FROM vault_secret WHERE org_id = :org AND name = :name";

    private static final String REMOVE = "DELETE FROM vault_secret WHERE org_id = :org AND name = :name";

    private static final String NAMES = "SELECT name FROM vault_secret WHERE org_id = :org ORDER BY name";

    private final Transactions<Handle> transactions;

    SqlSecrets(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    void put(OrgId org, String name, Seal.Sealed sealed, long now) {
        transactions.write(handle -> handle.createUpdate(PUT)
                .bind("org", org.value())
                .bind("name", name)
                .bind("nonce", sealed.nonce())
                .bind("ciphertext", sealed.ciphertext())
                .bind("now", now)
                .execute());
    }

    Optional<Seal.Sealed> get(OrgId org, String name) {
        return transactions.read(handle -> handle.createQuery(GET)
                .bind("org", org.value())
                .bind("name", name)
                .map((row, _) -> new Seal.Sealed(row.getString("nonce"), row.getString("ciphertext")))
                .findOne());
    }

    boolean remove(OrgId org, String name) {
        return transactions.write(handle -> handle.createUpdate(REMOVE)
                        .bind("org", org.value())
                        .bind("name", name)
                        .execute())
                > 0;
    }

    List<String> names(OrgId org) {
        return transactions.read(handle -> handle.createQuery(NAMES)
                .bind("org", org.value())
                .mapTo(String.class)
                .list());
    }
}
