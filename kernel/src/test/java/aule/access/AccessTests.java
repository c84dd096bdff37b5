package aule.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.UserId;
import aule.store.Database;
import aule.testkit.FixedClock;
import aule.testkit.TempDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTests {

    @TempDir
    Path home;

    private final FixedClock clock = new FixedClock();
    private Database database;
    private Access access;

    @BeforeEach
    void open() {
        database = TempDatabase.open(home, "access");
        access = AccessRoom.open(database, home, clock).access();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String token() throws IOException {
        return Files.readString(home.resolve("owner.token")).strip();
    }

    private String session() {
        return access.exchange(access.code(access.owner()).code());
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    @Nested
    class OwnerTokens {

        @Test
        void theTokenOfTheHomeIsTheOwnerWhoMayDoEverything() throws IOException {
            var owner = access.byToken(token());

            assertThat(owner.org()).isEqualTo(OrgId.LOCAL);
            assertThat(owner.user()).isEqualTo(new UserId("user-owner"));
            assertThat(owner.permissions()).isEqualTo(access.permissions()).contains("runs.start", "access.manage");
        }

        @Test
        void theTokenStaysAfterARestartAndOnlyItsOwnerReadsIt() throws IOException {
            var before = token();
            access = AccessRoom.open(database, home, clock).access();

            assertThat(token()).isEqualTo(before).matches("aule_[A-Za-z0-9_-]{43}");
            assertThat(access.byToken(before)).isEqualTo(access.owner());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("owner.token"))))
                    .isEqualTo("rw-------");
        }

        @Test
        void aNewFileMakesTheOldTokenWorthless() throws IOException {
            var before = token();
            Files.delete(home.resolve("owner.token"));
            access = AccessRoom.open(database, home, clock).access();

            assertThat(access.byToken(token())).isEqualTo(access.owner());
            refused(() -> access.byToken(before));
        }

        @Test
        void twoHomesDiffer(@TempDir Path other) throws IOException {
            try (var elsewhere = TempDatabase.open(other, "access")) {
                AccessRoom.open(elsewhere, other, clock);

                assertThat(Files.readString(other.resolve("owner.token"))).isNotEqualTo(token());
                refused(() -> access.byToken(
                        Files.readString(other.resolve("owner.token")).strip()));
            }
        }

        @Test
        void aTokenThatCouldBeGuessedStopsTheStart() throws IOException {
            Files.writeString(home.resolve("owner.token"), "admin");

            assertThatThrownBy(() -> AccessRoom.open(database, home, clock))
                    .hasMessageStartingWith("owner.token in the home is damaged;");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "aule_", "admin", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyLW93bmVyIn0.", "null"})
        void nothingElseIsAToken(String wrong) {
            refused(() -> access.byToken(wrong));
        }

        @Test
        void anAlteredTokenIsRefused() throws IOException {
            var right = token();
            refused(() -> access.byToken(right + "x"));
            refused(() -> access.byToken(right.substring(0, right.length() - 1)));
            refused(() -> access.byToken(right.toUpperCase(Locale.ROOT)));
            refused(() -> access.byToken("x".repeat(100_000)));
        }
    }

    @Nested
    class Codes {

        @Test
        void aCodeBecomesASessionOnce() {
            var code = access.code(access.owner()).code();

            assertThat(access.bySession(access.exchange(code))).isEqualTo(access.owner());
            refused(() -> access.exchange(code));
        }

        @Test
        void ofManyWhoTryAtOnceOneSignsIn() throws Exception {
            var code = access.code(access.owner()).code();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var tries = threads.invokeAll(Collections.nCopies(8, (Callable<String>) () -> access.exchange(code)));

                assertThat(tries)
                        .filteredOn(it -> it.state() == Future.State.SUCCESS)
                        .hasSize(1);
            }
        }

        @Test
        void aCodeIsGoodForTenMinutes() {
            var code = access.code(access.owner());
            assertThat(code.expiresAt()).isEqualTo(FixedClock.NOON.plus(Duration.ofMinutes(10)));
            clock.advance(Duration.ofMinutes(10));

            refused(() -> access.exchange(code.code()));
        }

        @Test
        void aCodeIsNoTokenAndNoSession() {
            var code = access.code(access.owner()).code();

            refused(() -> access.byToken(code));
            refused(() -> access.bySession(code));
        }
    }

    @Nested
    class Sessions {

        @Test
        void aSessionInUseLivesOn() {
            var session = session();
            for (var visit : List.of(20, 20, 20)) {
                clock.advance(Duration.ofDays(visit));
                assertThat(access.bySession(session)).isEqualTo(access.owner());
            }
        }

        @Test
        void anUnusedSessionEndsAfterThirtyDays() {
            var session = session();
            clock.advance(Duration.ofDays(30));

            refused(() -> access.bySession(session));
        }

        @Test
        void signingOutEndsTheSessionAndNoOther() {
            var mine = session();
            var other = session();
            access.signOut(mine);

            refused(() -> access.bySession(mine));
            assertThat(access.bySession(other)).isEqualTo(access.owner());
        }
    }

    @Test
    void noProofIsOnDiskInTheClear() throws IOException {
        var session = session();
        var code = access.code(access.owner()).code();
        var token = token();
        database.close();

        try (var files = Files.list(home)) {
            assertThat(files.filter(it -> it.getFileName().toString().startsWith("aule.db")))
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(Files.readString(it, StandardCharsets.ISO_8859_1))
                            .doesNotContain(session, code, token));
        }
        database = TempDatabase.open(home, "access");
    }
}
