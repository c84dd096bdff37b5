package aule.sandbox;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The variables a command starts with: a few fixed ones and those it was given, nothing of the kernel's own. */
final class Environment {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    /** Names by which the dynamic linker, the C library and interpreters load code or files somebody else chose. */
    private static final Set<String> INJECTING = Set.of(
            "BASH_ENV",
            "ENV",
            "SHELLOPTS",
            "BASHOPTS",
            "PS4",
            "PROMPT_COMMAND",
            "IFS",
            "GIT_SSH",
            "GIT_SSH_COMMAND",
            "GIT_EXEC_PATH",
            "GIT_EXTERNAL_DIFF",
            "GIT_PROXY_COMMAND",
            "GIT_ASKPASS",
            "GIT_EDITOR",
            "GIT_PAGER",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS",
            "JAVA_OPTS",
            "MAVEN_OPTS",
            "MAVEN_ARGS",
            "GRADLE_OPTS",
            "SBT_OPTS",
            "GLIBC_TUNABLES",
            "NODE_OPTIONS",
            "NODE_REPL_EXTERNAL_MODULE",
            "PYTHONSTARTUP",
            "PYTHONHOME",
            "PYTHONINSPECT",
            "PERL5OPT",
            "PERL5DB",
            "RUBYOPT",
            "PHPRC",
            "RUSTC_WRAPPER",
            "GCONV_PATH",
            "GETCONF_DIR",
            "HOSTALIASES",
            "LOCALDOMAIN",
            "LOCPATH",
            "NIS_PATH",
            "NLSPATH",
            "RESOLV_HOST_CONF",
            "RES_OPTIONS",
            "TZDIR");

    private static final Pattern INJECTING_FAMILY = Pattern.compile("(LD|DYLD|MALLOC|BASH_FUNC|GIT_CONFIG)_.*");

    private Environment() {}

    /** @throws AuleException with {@code INVALID} for a name that injects code, or that is no name */
    static Map<String, String> of(Map<String, String> given, String path, String home) {
        var all = new LinkedHashMap<String, String>();
        all.put("PATH", path);
        all.put("HOME", home);
        all.put("LANG", "C.UTF-8");
        all.put("TMPDIR", "/tmp");
        new TreeMap<>(given).forEach((name, value) -> all.put(checked(name, value), value));
        return all;
    }

    private static String checked(String name, String value) {
        if (!NAME.matcher(name).matches() || value.indexOf('\0') >= 0) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "A command's environment variable has a name of letters, digits and underscores and a value"
                            + " without NUL; '%s' has not."
                                    .formatted(name.length() > 64 ? name.substring(0, 64) : name));
        }
        if (INJECTING.contains(name) || INJECTING_FAMILY.matcher(name).matches()) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The environment variable '%s' can load code into programs and is refused; leave it out."
                            .formatted(name));
        }
        return name;
    }
}
