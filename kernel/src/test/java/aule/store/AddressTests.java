package aule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.store.Address.Server;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTests {

    @ParameterizedTest
    @CsvSource({
        "postgres://ana:s3cret@db:5433/aule,                jdbc:postgresql://db:5433/aule, ana, s3cret",
        "postgresql://db/aule,                              jdbc:postgresql://db/aule, ,",
        "postgres://ana@db/aule,                            jdbc:postgresql://db/aule, ana,",
        "postgres://a%40b:p%2F%3A+%3F@one:1#two:2/aule,     jdbc:postgresql://one:1#two:2/aule, a@b, p/:+?",
        "postgres://db/aule?user=ana&sslmode=require&password=s3cret,"
                + " jdbc:postgresql://db/aule?sslmode=require, ana, s3cret",
    })
    void saysWhereAndWho(String text, String url, String user, String password) {
        var server = (Server) Address.of(text.replace('#', ','), Map.of());

        assertThat(server.url()).isEqualTo(url.replace('#', ','));
        assertThat(server.user()).isEqualTo(Optional.ofNullable(user));
        assertThat(server.password()).isEqualTo(Optional.ofNullable(password));
        assertThat(server.url() + server.shown() + server)
                .doesNotContain("s3cret")
                .doesNotContain("p/:+?");
    }

    @Test
    void takesThePasswordFromTheEnvironmentUnlessItIsNamed() {
        var environment = Map.of("PGPASSWORD", "from outside");

        assertThat(((Server) Address.of("postgres://ana@db/aule", environment)).password())
                .contains("from outside");
        assertThat(((Server) Address.of("postgres://ana:mine@db/aule", environment)).password())
                .contains("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "aule",
                "mysql://ana:s3cret@db/aule",
                "postgres://ana:s3cret@db",
                "postgres://ana:s3c@ret@db/aule",
                "postgres://ana:s3cret@/aule"
            })
    void isRefusedWithoutBeingRepeated(String text) {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> Address.of(text, Map.of()))
                .returns(ErrorCode.INVALID, AuleException::code)
                .withMessageContaining("postgres://USER@HOST:PORT/DATABASE")
                .withMessageNotContaining("s3c");
    }

    @Test
    void ofFilesIsAFolder() {
        assertThat(new Address.Files(Path.of("/srv/home")).shown()).isEqualTo("sqlite:/srv/home/aule.db");
    }
}
