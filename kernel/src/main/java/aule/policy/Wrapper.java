package aule.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program that runs the rest of its line.
 *
 * @param valued short and long options that take the next word
 * @param operands words of its own before the rest begins
 */
record Wrapper(Set<String> valued, int operands) {

    private static final Wrapper PLAIN = new Wrapper(Set.of(), 0);

    private static final Map<String, Wrapper> KNOWN = Map.ofEntries(
            Map.entry(
                    "sudo",
                    of(0, "-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-U", "-r", "-t", "--user", "--group")),
            Map.entry("doas", of(0, "-u", "-C")),
            Map.entry("env", of(0, "-u", "-C", "--unset", "--chdir")),
            Map.entry("time", of(0, "-f", "-o")),
            Map.entry("timeout", of(1, "-k", "-s", "--kill-after", "--signal")),
            Map.entry("nice", of(0, "-n", "--adjustment")),
            Map.entry("ionice", of(0, "-c", "-n", "-p")),
            Map.entry("stdbuf", of(0, "-i", "-o", "-e")),
            Map.entry("taskset", of(1)),
            Map.entry("chrt", of(1)),
            Map.entry("chroot", of(1)),
            Map.entry("flock", of(1, "-w", "-E")),
            Map.entry("strace", of(0, "-o", "-e", "-p", "-s", "-u")),
            Map.entry("ltrace", of(0, "-o", "-e", "-p", "-s", "-u")),
            Map.entry("watch", of(0, "-n", "--interval")),
            Map.entry("xargs", of(0, "-I", "-n", "-P", "-L", "-d", "-s", "-E", "-a", "--max-args", "--max-procs")),
            Map.entry("parallel", of(0, "-j", "-I", "--jobs")),
            Map.entry("nohup", PLAIN),
            Map.entry("setsid", PLAIN),
            Map.entry("command", PLAIN),
            Map.entry("builtin", PLAIN),
            Map.entry("exec", of(0, "-a")),
            Map.entry("unbuffer", PLAIN),
            Map.entry("chronic", PLAIN),
            Map.entry("busybox", PLAIN),
            Map.entry("toybox", PLAIN),
            Map.entry("unshare", PLAIN),
            Map.entry("caffeinate", of(0, "-t", "-w")),
            Map.entry("!", PLAIN),
            Map.entry("if", PLAIN),
            Map.entry("then", PLAIN),
            Map.entry("else", PLAIN),
            Map.entry("elif", PLAIN),
            Map.entry("while", PLAIN),
            Map.entry("until", PLAIN),
            Map.entry("do", PLAIN),
            Map.entry("{", PLAIN),
            Map.entry("coproc", PLAIN));

    private static Wrapper of(int operands, String... valued) {
        return new Wrapper(Set.of(valued), operands);
    }

    /** The words without the wrappers before them and without assignments; those are collected. */
    static List<String> unwrap(List<String> words, List<String> assignments) {
        var rest = dropAssignments(words, assignments);
        while (!rest.isEmpty() && KNOWN.containsKey(program(rest))) {
            var wrapper = KNOWN.getOrDefault(program(rest), PLAIN);
            rest = dropAssignments(wrapper.rest(rest), assignments);
        }
        return rest;
    }

    /** The program's name without its folder; empty if there is none. */
    static String program(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        var first = words.getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }

    private static List<String> dropAssignments(List<String> words, List<String> assignments) {
        var from = 0;
        while (from < words.size() && words.get(from).matches("(?s)[A-Za-z_]\\w*\\+?=.*")) {
            assignments.add(words.get(from++));
        }
        return words.subList(from, words.size());
    }

    private List<String> rest(List<String> words) {
        var from = 1;
        while (from < words.size()
                && words.get(from).length() > 1
                && words.get(from).startsWith("-")) {
            var option = words.get(from++);
            if (option.equals("--")) {
                break;
            }
            if (option.equals("-S") && from < words.size()) {
                return spread(words, from);
            }
            from += valued.contains(option) ? 1 : 0;
        }
        return words.subList(Math.min(from + operands, words.size()), words.size());
    }

    /** {@code env -S} takes a whole line in one word. */
    private static List<String> spread(List<String> words, int from) {
        var all = new ArrayList<>(List.of(words.get(from).strip().split("\\s+")));
        all.addAll(words.subList(from + 1, words.size()));
        return all;
    }
}
