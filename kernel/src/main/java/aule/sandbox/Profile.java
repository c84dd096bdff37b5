package aule.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The same filter over system calls as {@link Seccomp}, in the words of container engines. */
final class Profile {

    private static final String MASKED = "SCMP_CMP_MASKED_EQ";
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    private final ObjectNode root = JsonMapper.shared().createObjectNode().put("defaultAction", "SCMP_ACT_ALLOW");
    private final ArrayNode rules = root.putArray("syscalls");

    private Profile() {}

    static String json() {
        var profile = new Profile();
        profile.refuse(
                EPERM,
                Arrays.stream(Denied.values())
                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                        .toList());
        profile.refuse(ENOSYS, List.of("clone3"));
        for (long bit = Integer.lowestOneBit(Seccomp.NEW_NAMESPACE); bit <= Seccomp.NEW_NAMESPACE; bit <<= 1) {
            if ((bit & Seccomp.NEW_NAMESPACE) != 0) {
                profile.refuseArgument("clone", 0, bit, bit);
            }
        }
        profile.refuseArgument("ioctl", 1, 0xffffffffL, Seccomp.TYPE_INTO_TERMINAL);
        profile.refuseArgument("ioctl", 1, 0xffffffffL, Seccomp.CONSOLE_TRICKS);
        return profile.root.toString();
    }

    private ObjectNode refuse(int error, List<String> calls) {
        var rule = rules.addObject().put("action", "SCMP_ACT_ERRNO").put("errnoRet", error);
        calls.forEach(rule.putArray("names")::add);
        return rule;
    }

    private void refuseArgument(String call, int index, long mask, long value) {
        refuse(EPERM, List.of(call))
                .putArray("args")
                .addObject()
                .put("index", index)
                .put("value", mask)
                .put("valueTwo", value)
                .put("op", MASKED);
    }
}
