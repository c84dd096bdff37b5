package aule.models;

import static org.assertj.core.api.Assertions.assertThat;

import aule.models.ProviderSettings.Mode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTests {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:11434",
        "127.0.0.1:1234, http://127.0.0.1:1234",
        "0.0.0.0, http://127.0.0.1:11434",
        "0.0.0.0:8000, http://127.0.0.1:8000",
        ":9000, http://127.0.0.1:9000",
        "box.lan, http://box.lan:11434",
        "http://box.lan:7000/, http://box.lan:7000",
        "https://ollama.example.org, https://ollama.example.org",
        "[::1]:11434, http://[::1]:11434"
    })
    void everyFormOfOllamasVariableIsUnderstood(String host, String address) {
        assertThat(Addresses.ollama(host)).isEqualTo(address);
    }

    @Test
    void theEnvironmentsKeyNeverGoesToAnAddressOfTheSettings() {
        var environment = Map.of("OPENAI_API_KEY", "sk-env");
        var elsewhere = new ProviderSettings(Mode.REMOTE, "", "https://other.example.org/v1", "", "");
        assertThat(new Addresses(elsewhere, environment).key()).isNull();
        assertThat(new Addresses(ProviderSettings.NONE, environment).key()).isEqualTo("sk-env");
    }

    @Test
    void theEnvironmentHasItsSayWhereNobodyChose() {
        var untouched = ProviderSettings.of(false, Addresses.OLLAMA, Addresses.OPENAI, "", "");
        assertThat(untouched).isEqualTo(ProviderSettings.NONE);
        var environment = Map.of("OPENAI_BASE_URL", "http://127.0.0.1:4000/v1", "OLLAMA_HOST", ":9000");
        assertThat(new Addresses(untouched, environment).remote()).isEqualTo("http://127.0.0.1:4000/v1");
        assertThat(new Addresses(untouched, environment).local()).isEqualTo("http://127.0.0.1:9000");
    }

    @Test
    void aKeyOfTheSettingsNeverGoesToAnAddressOfTheEnvironmentInstead() {
        var keyed = ProviderSettings.of(true, Addresses.OLLAMA, Addresses.OPENAI, "sk-mine", "");
        var environment = Map.of("OPENAI_BASE_URL", "http://127.0.0.1:4000/v1");
        assertThat(new Addresses(keyed, environment).remote()).isEqualTo(Addresses.OPENAI);
    }

    @Test
    void settingsPrintWithoutTheKey() {
        assertThat(new ProviderSettings(Mode.REMOTE, "", "", "sk-secret", "").toString())
                .doesNotContain("sk-secret");
    }
}
