package aule.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the programs in a small interpreter, so that both architectures are proven on either. */
class SeccompTests {

    private static final int X86 = 0xc000003e;
    private static final int ARM = 0xc00000b7;
    private static final int ALLOW = 0x7fff0000;
    private static final int EPERM = 0x00050001;
    private static final int ENOSYS = 0x00050026;

    @Test
    void deniedCallsAreRefusedOnBothArchitectures() {
        for (var call : Denied.values()) {
            assertThat(x86(call.x86, 0, 0)).as("x86 %s", call).isEqualTo(EPERM);
            if (call.arm >= 0) {
                assertThat(arm(call.arm, 0, 0)).as("arm %s", call).isEqualTo(EPERM);
            }
        }
    }

    @Test
    void ordinaryCallsAreAllowed() {
        assertThat(x86(0, 0, 0)).as("read").isEqualTo(ALLOW);
        assertThat(x86(59, 0, 0)).as("execve").isEqualTo(ALLOW);
        assertThat(x86(56, 0x01200011, 0))
                .as("a clone without a user namespace")
                .isEqualTo(ALLOW);
        assertThat(x86(16, 0, 0x5401)).as("an ordinary ioctl").isEqualTo(ALLOW);
        assertThat(arm(63, 0, 0)).as("read").isEqualTo(ALLOW);
        assertThat(arm(220, 0x01200011, 0)).as("clone").isEqualTo(ALLOW);
        assertThat(arm(29, 0, 0x5401)).as("ioctl").isEqualTo(ALLOW);
    }

    @Test
    void newUserNamespacesAndTerminalTricksAreRefused() {
        assertThat(x86(56, 0x10000000, 0)).isEqualTo(EPERM);
        assertThat(arm(220, 0x10000011, 0)).isEqualTo(EPERM);
        for (var namespace : new int[] {0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x20000000, 0x40000000}) {
            assertThat(x86(56, namespace, 0)).isEqualTo(EPERM);
            assertThat(arm(220, namespace, 0)).isEqualTo(EPERM);
        }
        assertThat(x86(435, 0, 0)).isEqualTo(ENOSYS);
        assertThat(arm(435, 0, 0)).isEqualTo(ENOSYS);
        for (var request : new int[] {0x5412, 0x541c}) {
            assertThat(x86(16, 0, request)).isEqualTo(EPERM);
            assertThat(arm(29, 0, request)).isEqualTo(EPERM);
        }
    }

    @Test
    void containerEnginesAreToldToRefuseTheSame() {
        var profile = JsonMapper.shared().readTree(Profile.json());
        var names = profile.path("syscalls")
                .valueStream()
                .flatMap(it -> it.path("names").valueStream())
                .map(JsonNode::asString)
                .toList();

        assertThat(profile.path("defaultAction").asString()).isEqualTo("SCMP_ACT_ALLOW");
        assertThat(names)
                .contains("mount", "ptrace", "unshare", "setns", "bpf", "io_uring_setup", "keyctl", "clone3")
                .hasSize(Denied.values().length + 1 + 7 + 2);
        var namespaces = profile.path("syscalls")
                .valueStream()
                .filter(it -> it.path("names").path(0).asString().equals("clone"))
                .mapToInt(it -> it.path("args").path(0).path("value").asInt())
                .reduce(0, (one, other) -> one | other);
        assertThat(namespaces).isEqualTo(Seccomp.NEW_NAMESPACE);
    }

    @Test
    void callsOfAnotherArchitectureAreRefused() {
        assertThat(run(program("amd64"), ARM, 0, 0, 0)).isEqualTo(EPERM);
        assertThat(run(program("amd64"), 0x40000003, 0, 0, 0)).isEqualTo(EPERM);
        assertThat(x86(0x40000000, 0, 0)).isEqualTo(EPERM);
        assertThat(run(program("aarch64"), X86, 63, 0, 0)).isEqualTo(EPERM);
        assertThat(Seccomp.program("sparc")).isEmpty();
    }

    private static int x86(int number, int first, int second) {
        return run(program("amd64"), X86, number, first, second);
    }

    private static int arm(int number, int first, int second) {
        return run(program("aarch64"), ARM, number, first, second);
    }

    private static ByteBuffer program(String arch) {
        return ByteBuffer.wrap(Seccomp.program(arch).orElseThrow()).order(ByteOrder.nativeOrder());
    }

    private static int run(ByteBuffer program, int arch, int number, int first, int second) {
        var loaded = 0;
        for (int at = 0; ; at++) {
            var operand = program.getInt(at * 8 + 4);
            var yes = program.get(at * 8 + 2) & 0xff;
            var no = program.get(at * 8 + 3) & 0xff;
            switch (program.getShort(at * 8)) {
                case 0x20 -> loaded = word(operand, arch, number, first, second);
                case 0x15 -> at += loaded == operand ? yes : no;
                case 0x35 -> at += Integer.compareUnsigned(loaded, operand) >= 0 ? yes : no;
                case 0x45 -> at += (loaded & operand) != 0 ? yes : no;
                case 0x06 -> {
                    return operand;
                }
                default -> throw new AssertionError("unknown instruction at " + at);
            }
        }
    }

    private static int word(int offset, int arch, int number, int first, int second) {
        return switch (offset) {
            case 0 -> number;
            case 4 -> arch;
            case 16 -> first;
            case 24 -> second;
            default -> throw new AssertionError("unknown field " + offset);
        };
    }
}
