package aule.policy;

import java.util.List;
import java.util.Set;

/** What single programs do to a machine with certain arguments. */
final class Programs {

    private static final Set<String> STOPPING =
            Set.of("shutdown", "reboot", "poweroff", "halt", "telinit", "killall5", "kexec");
    private static final Set<String> FORMATTING = Set.of(
            "mke2fs",
            "mkswap",
            "mkdosfs",
            "newfs",
            "fdisk",
            "sfdisk",
            "cfdisk",
            "gdisk",
            "sgdisk",
            "parted",
            "wipefs",
            "blkdiscard",
            "lvremove",
            "vgremove",
            "pvremove");
    private static final Set<String> LOOKING =
            Set.of("ls", "lsblk", "stat", "file", "echo", "printf", "grep", "df", "test", "[");
    private static final Set<String> OVER_TREES = Set.of("chmod", "chown", "chgrp");

    private Programs() {}

    static List<String> dangers(String program, List<String> arguments) {
        if (stops(program, arguments)) {
            return List.of("stops");
        }
        if (formats(program, arguments)) {
            return List.of("formats");
        }
        if (erases(program, arguments)) {
            return List.of("erases");
        }
        var disk = arguments.stream().anyMatch(it -> Targets.disk(it.replaceFirst("^(of|if)=", "")));
        return disk && !LOOKING.contains(program) ? List.of("raw-disk") : List.of();
    }

    private static boolean stops(String program, List<String> arguments) {
        return switch (program) {
            case "init" -> arguments.stream().anyMatch(it -> it.matches("[016]"));
            case "systemctl", "loginctl" ->
                arguments.stream()
                        .anyMatch(it -> it.matches("poweroff|reboot|halt|suspend|hibernate|kexec|emergency|rescue"));
            case "kill" -> arguments.size() > 1 && arguments.getLast().equals("-1");
            case "pkill", "killall" -> arguments.stream().anyMatch(it -> it.equals(".") || it.equals(".*"));
            case "tee" -> arguments.stream().anyMatch(it -> it.endsWith("/sysrq-trigger"));
            default -> STOPPING.contains(program);
        };
    }

    private static boolean formats(String program, List<String> arguments) {
        return switch (program) {
            case "format" -> arguments.stream().anyMatch(it -> it.matches("[A-Za-z]:.*"));
            case "diskutil" -> arguments.stream().anyMatch(it -> it.startsWith("erase"));
            case "cryptsetup" -> arguments.stream().anyMatch(it -> it.startsWith("luksFormat") || it.equals("erase"));
            case "zpool", "zfs" -> arguments.contains("destroy");
            case "badblocks" -> arguments.stream().anyMatch(it -> it.matches("-[a-z]*w[a-z]*"));
            default ->
                program.startsWith("mkfs")
                        || (FORMATTING.contains(program)
                                && arguments.stream().noneMatch(it -> it.equals("-l") || it.equals("--list")));
        };
    }

    private static boolean erases(String program, List<String> arguments) {
        var sweeping = arguments.stream()
                .filter(it -> !it.isEmpty() && !it.startsWith("-"))
                .anyMatch(Targets::everything);
        if (program.equals("rm")) {
            return arguments.contains("--no-preserve-root") || (sweeping && recursive(arguments));
        }
        if (program.equals("mv")) {
            return arguments.size() > 1 && Targets.normal(arguments.getLast()).equals("/dev/null");
        }
        var rooted = arguments.stream()
                .filter(it -> it.startsWith("/") || it.startsWith("~") || it.startsWith("$"))
                .anyMatch(Targets::everything);
        return OVER_TREES.contains(program) && rooted && recursive(arguments);
    }

    private static boolean recursive(List<String> arguments) {
        return arguments.stream().anyMatch(it -> it.equals("--recursive") || it.matches("-[a-zA-Z]*[rR][a-zA-Z]*"));
    }
}
