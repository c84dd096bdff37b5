package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What all rungs of one home share: the files a sandbox is furnished with, who owns what, and the one launcher.
 *
 * @param home the kernel's own folder, which no command may see
 */
record Site(Machine machine, Path home, Owners owners, Launcher launcher) {

    /** Where a command will run, once it has been checked. */
    record Place(Mount mount, OptionalInt uid) {}

    private static final List<String> NAMES = List.of("seccomp", "passwd", "group", "hosts", "nsswitch");

    static final String HOSTS = "127.0.0.1 localhost sandbox\n::1 localhost\n";

    static final String NAME_SERVICES =
            "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n";

    /** Writes the furniture; the filter is empty where the architecture is unknown. */
    void furnish() throws IOException {
        put("seccomp", Seccomp.program(machine.arch()).orElse(new byte[0]));
        put("passwd", "agent:x:65534:65534:agent:/workspace:/bin/sh\n".getBytes(UTF_8));
        put("group", "agent:x:65534:\n".getBytes(UTF_8));
        put("hosts", HOSTS.getBytes(UTF_8));
        put("nsswitch", NAME_SERVICES.getBytes(UTF_8));
    }

    /** In the order in which {@link Preamble} opens them. */
    List<Path> files() {
        return NAMES.stream().map(folder()::resolve).toList();
    }

    Path folder() {
        return home.resolve("sandbox");
    }

    /** @throws AuleException if the command names no folder that a sandbox may have */
    Place place(Sandbox.Command command) {
        var workspace = real(command.workspace());
        check(workspace, command.folder());
        owners.handOver(workspace, command.project());
        var uid = owners.of(command.project());
        return new Place(uid.isEmpty() ? new Mount.InPlace(workspace) : Mount.of(workspace, uid.getAsInt()), uid);
    }

    /** The words before a command that turn root into a project's user; none for an ordinary kernel. */
    List<String> dropTo(OptionalInt uid) {
        if (uid.isEmpty()) {
            return List.of();
        }
        var setpriv = Machine.tool("setpriv")
                .orElseThrow(() -> new AuleException(
                        ErrorCode.UNAVAILABLE,
                        "A kernel that runs as root needs 'setpriv' to give commands a user of their own; install"
                                + " util-linux."));
        var id = Integer.toString(uid.getAsInt());
        return List.of(setpriv.toString(), "--reuid=" + id, "--regid=" + id, "--clear-groups", "--no-new-privs");
    }

    /** The words before a command that limit each process, for machines without control groups. */
    List<String> rlimits(Sandbox.Limits limits) {
        var words = new ArrayList<String>();
        Machine.tool("prlimit").ifPresent(prlimit -> {
            words.add(prlimit.toString());
            words.add("--nproc=" + limits.processes());
            words.add("--data=" + limits.memoryBytes());
            words.add("--");
        });
        return words;
    }

    private static Path real(Path workspace) {
        try {
            return workspace.toRealPath();
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.NOT_FOUND, "The project's folder does not exist; create it before running commands.", e);
        }
    }

    private void check(Path workspace, String folder) {
        if (workspace.getNameCount() == 0 || home.startsWith(workspace) || !Files.isDirectory(workspace)) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "A command's workspace is a folder that does not hold the kernel's own data; choose another.");
        }
        var inside = inside(workspace, folder);
        if (!inside.startsWith(workspace)) {
            throw new AuleException(
                    ErrorCode.PATH_DENIED, "The working folder '%s' is not in the workspace.".formatted(folder));
        }
        if (!Files.isDirectory(inside)) {
            throw new AuleException(ErrorCode.NOT_FOUND, "There is no folder '%s' in the workspace.".formatted(folder));
        }
    }

    private static Path inside(Path workspace, String folder) {
        try {
            return workspace.resolve(folder).normalize();
        } catch (InvalidPathException e) {
            throw new AuleException(ErrorCode.PATH_DENIED, "The working folder's name is no path.", e);
        }
    }

    private void put(String name, byte[] bytes) throws IOException {
        var file = folder().resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, bytes, StandardOpenOption.WRITE);
    }
}
