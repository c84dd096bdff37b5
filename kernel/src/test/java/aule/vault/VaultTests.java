package aule.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.OrgId;
import aule.store.Database;
import aule.testkit.FixedClock;
import aule.testkit.TempDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTests {

    private static final OrgId OTHER = new OrgId("org-other");
    private static final Secret KEY = new Secret("sk-very-secret-1234");

    @TempDir
    Path home;

    private Database database;

    @BeforeEach
    void open() {
        database = TempDatabase.open(home, "vault");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Vault vault(Optional<String> key) {
        return VaultRoom.open(database, home, key, new FixedClock()).vault();
    }

    private Vault vault() {
        return vault(Optional.empty());
    }

    @Test
    void aSecretComesBackAfterARestart() {
        vault().put(OrgId.LOCAL, "a", KEY);

        assertThat(vault().get(OrgId.LOCAL, "a")).contains(KEY);
        assertThat(vault().names(OrgId.LOCAL)).containsExactly("a");
    }

    @Test
    void anotherOrganisationSeesNothing() {
        vault().put(OrgId.LOCAL, "a", KEY);

        assertThat(vault().get(OTHER, "a")).isEmpty();
        assertThat(vault().names(OTHER)).isEmpty();
        assertThat(vault().remove(OTHER, "a")).isFalse();
    }

    @Test
    void aSecretIsReplacedAndRemoved() {
        vault().put(OrgId.LOCAL, "a", KEY);
        vault().put(OrgId.LOCAL, "a", new Secret("newer"));

        assertThat(vault().get(OrgId.LOCAL, "a")).contains(new Secret("newer"));
        assertThat(vault().remove(OrgId.LOCAL, "a")).isTrue();
        assertThat(vault().get(OrgId.LOCAL, "a")).isEmpty();
    }

    @Test
    void nothingReadableIsOnDisk() throws IOException {
        vault().put(OrgId.LOCAL, "a", KEY);
        database.close();

        try (var files = Files.list(home)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(Files.readString(it, StandardCharsets.ISO_8859_1))
                            .doesNotContain(KEY.reveal()));
        }
        open();
    }

    @Test
    void anAlteredOrMovedSecretDoesNotOpen() {
        vault().put(OrgId.LOCAL, "a", KEY);
        vault().put(OrgId.LOCAL, "b", new Secret("other"));
        database.write(
                it -> it.execute("UPDATE vault_secret SET nonce = (SELECT nonce FROM vault_secret WHERE name = 'b'),"
                        + " ciphertext = (SELECT ciphertext FROM vault_secret WHERE name = 'b') WHERE name = 'a'"));

        assertThatThrownBy(() -> vault().get(OrgId.LOCAL, "a"))
                .isInstanceOf(AuleException.class)
                .hasMessageContaining("'a' does not open");

        database.write(it -> it.execute("UPDATE vault_secret SET ciphertext = 'AAAA' || substr(ciphertext, 5)"));
        assertThatThrownBy(() -> vault().get(OrgId.LOCAL, "b")).isInstanceOf(AuleException.class);
    }

    @Test
    void anotherKeyOpensNothing() {
        vault(Optional.of("correct horse battery")).put(OrgId.LOCAL, "a", KEY);

        assertThat(vault(Optional.of("correct horse battery")).get(OrgId.LOCAL, "a"))
                .contains(KEY);
        assertThatThrownBy(() -> vault().get(OrgId.LOCAL, "a")).isInstanceOf(AuleException.class);
    }

    @Test
    void hexAndBase64AreTheSameKey() {
        vault(Optional.of("00".repeat(32))).put(OrgId.LOCAL, "a", KEY);

        assertThat(vault(Optional.of("A".repeat(43) + "=")).get(OrgId.LOCAL, "a"))
                .contains(KEY);
    }

    @Test
    void aShortPassphraseIsRefused() {
        assertThatThrownBy(() -> vault(Optional.of("hunter2")))
                .isInstanceOf(AuleException.class)
                .hasMessageStartingWith("AULE_SECRET_KEY is too short;");
    }

    @Test
    void onlyTheOwnerReadsTheKey() throws IOException {
        vault();
        Files.setPosixFilePermissions(home.resolve("vault.key"), PosixFilePermissions.fromString("rw-r--r--"));
        vault();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("vault.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyOfWhichAFullDiskTookNothingIsMadeAgain() throws IOException {
        Files.createFile(home.resolve("vault.key"));
        vault();

        assertThat(Files.readString(home.resolve("vault.key")).strip()).hasSizeGreaterThan(40);
        try (var files = Files.list(home)) {
            assertThat(files).noneMatch(it -> it.toString().endsWith(".new"));
        }
    }

    @Test
    void aDamagedKeyIsSaid() throws IOException {
        Files.writeString(home.resolve("vault.key"), "garbage!");

        assertThatThrownBy(this::vault).hasMessageStartingWith("vault.key in the home is damaged;");
    }

    @Test
    void aSecretNeverPrints() {
        assertThat("%s".formatted(KEY)).isEqualTo("****");
        assertThat(KEY.hint()).isEqualTo("****1234");
        assertThat(new Secret("short").hint()).isEqualTo("****");
    }
}
