package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainScreenTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|plain",
                "^[[1;32mgreen^[[0m|green",
                "^[]0;a title^Gtext|text",
                "^[]8;;http://x^[\\link^[]8;;^[\\|link",
                "50%~100%|100%",
                "longer~ab^[[K|ab",
                "abc<<X|aXc",
                "^[(Bok^[=|ok",
                "cut ^[[3|cut",
            })
    void onlyWhatAPersonWouldReadIsLeft(String said, String read) {
        var bytes = said.replace("^[", "\u001b")
                .replace("^G", "\u0007")
                .replace('~', '\r')
                .replace('<', '\b');

        assertThat(PlainScreen.of(bytes).strip()).isEqualTo(read);
    }
}
