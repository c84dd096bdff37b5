package aule.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The filter over a command's system calls: classic BPF that refuses {@link Denied}, calls of another architecture,
 * new namespaces and typing into a terminal, and allows the rest.
 */
final class Seccomp {

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int JUMP_IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    private static final int ALLOW = 0x7fff0000;
    private static final int REFUSE = 0x00050000 | 1;
    private static final int NO_SUCH_CALL = 0x00050000 | 38;

    private static final int X32_CALLS = 0x40000000;
    static final int NEW_NAMESPACE = 0x7e020000;
    static final int TYPE_INTO_TERMINAL = 0x5412;
    static final int CONSOLE_TRICKS = 0x541c;

    private static final int CLONE3 = 435;

    /** One instruction; on yes the program goes to the named end or skips some steps, on no it may skip others. */
    private record Step(int code, int operand, End onYes, int skipOnYes, int skipOnNo) {

        Step(int code, int operand, End onYes) {
            this(code, operand, onYes, 0, 0);
        }
    }

    /** Where a step leads: on, or to one of the returns that follow the last step. */
    private enum End {
        NEXT(0),
        REFUSE(1),
        NO_SUCH_CALL(2);

        final int place;

        End(int place) {
            this.place = place;
        }
    }

    private final List<Step> steps = new ArrayList<>();

    private Seccomp() {}

    /** The program for the machine's architecture, empty where none is known. */
    static Optional<byte[]> program(String arch) {
        return switch (arch) {
            case "amd64", "x86_64" -> Optional.of(new Seccomp().x86());
            case "aarch64", "arm64" -> Optional.of(new Seccomp().arm());
            default -> Optional.empty();
        };
    }

    private byte[] x86() {
        onlyArchitecture(0xc000003e);
        step(JUMP_IF_AT_LEAST, X32_CALLS, End.REFUSE);
        return filter(Arrays.stream(Denied.values()).map(it -> it.x86).toList(), 56, 16);
    }

    private byte[] arm() {
        onlyArchitecture(0xc00000b7);
        return filter(Arrays.stream(Denied.values()).map(it -> it.arm).toList(), 220, 29);
    }

    private void onlyArchitecture(int audit) {
        step(LOAD_WORD, ARCHITECTURE, End.NEXT);
        steps.add(new Step(JUMP_IF_EQUAL, audit, End.NEXT, 1, 0));
        step(RETURN, REFUSE, End.NEXT);
        step(LOAD_WORD, NUMBER, End.NEXT);
    }

    private byte[] filter(List<Integer> denied, int clone, int ioctl) {
        denied.stream().filter(it -> it >= 0).forEach(it -> step(JUMP_IF_EQUAL, it, End.REFUSE));
        step(JUMP_IF_EQUAL, CLONE3, End.NO_SUCH_CALL);
        inspect(clone, FIRST_ARGUMENT, List.of(new Step(JUMP_IF_ANY_BIT, NEW_NAMESPACE, End.REFUSE)));
        inspect(
                ioctl,
                SECOND_ARGUMENT,
                List.of(
                        new Step(JUMP_IF_EQUAL, TYPE_INTO_TERMINAL, End.REFUSE),
                        new Step(JUMP_IF_EQUAL, CONSOLE_TRICKS, End.REFUSE)));
        return assembled();
    }

    /** For one call, tests the low word of an argument; the call is allowed if no test says otherwise. */
    private void inspect(int call, int argument, List<Step> tests) {
        var skipped = tests.size() + 2;
        steps.add(new Step(JUMP_IF_EQUAL, call, End.NEXT, 0, skipped));
        step(LOAD_WORD, argument, End.NEXT);
        steps.addAll(tests);
        step(RETURN, ALLOW, End.NEXT);
    }

    private void step(int code, int operand, End onYes) {
        steps.add(new Step(code, operand, onYes));
    }

    /** The steps followed by the three ends, in the kernel's form: code, jump if true, jump if false, operand. */
    private byte[] assembled() {
        var size = steps.size();
        var bytes = ByteBuffer.allocate((size + 3) * 8).order(ByteOrder.nativeOrder());
        for (int at = 0; at < size; at++) {
            var step = steps.get(at);
            var yes = step.onYes() == End.NEXT ? step.skipOnYes() : size + step.onYes().place - at - 1;
            put(bytes, step.code(), yes, step.skipOnNo(), step.operand());
        }
        put(bytes, RETURN, 0, 0, ALLOW);
        put(bytes, RETURN, 0, 0, REFUSE);
        put(bytes, RETURN, 0, 0, NO_SUCH_CALL);
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, int code, int yes, int no, int operand) {
        bytes.putShort((short) code).put((byte) yes).put((byte) no).putInt(operand);
    }
}
