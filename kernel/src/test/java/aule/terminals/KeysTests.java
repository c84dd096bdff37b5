package aule.terminals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeysTests {

    private final Keys keys = new Keys();

    @Test
    void aLineGrowsUntilItIsSentOff() {
        assertThat(keys.typed("rm -rf")).isZero();
        assertThat(keys.atStart()).isFalse();
        keys.typed(" x\u007fy");
        assertThat(keys.line()).isEqualTo("rm -rf y");
        assertThat(keys.typed("\ra\nb")).isEqualTo(2);
        assertThat(keys.line()).isEqualTo("b");
        keys.typed("\u0003");
        assertThat(keys.atStart()).isTrue();
    }

    @Test
    void whatTerminalsSayThemselvesNobodyWrote() {
        assertThat(Keys.written("\u001b[A")).isFalse();
        assertThat(Keys.written("\u001b[?1;2c")).isFalse();
        assertThat(Keys.written("\u001b[200~pasted\u001b[201~")).isTrue();
        assertThat(Keys.written("l")).isTrue();
    }
}
