package aule.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.SandboxContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class BubblewrapTests extends SandboxContract {

    @Override
    protected int level() {
        return 1;
    }

    @Test
    void itIsTheStrongestRung() {
        assertThat(room.sandbox().rung().name()).isEqualTo("bwrap");
        assertThat(room.sandbox().rung().isolates()).isTrue();
    }

    @Test
    void theUserInsideIsNobodyAndOutsideIsNotRoot() throws InterruptedException, IOException {
        assertThat(shell("id -u; id -g; id -un").stdout()).isEqualTo("65534\n65534\nagent\n");
        assertThat(owner()).isNotZero();
    }

    @Test
    void aPrivateFileOfTheHostsRootStaysPrivateEvenWhereItIsInTheWorkspace() throws InterruptedException, IOException {
        asRoot();
        shell("true");
        var secret = Files.writeString(workspace.resolve("secret"), "s");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));

        var outcome = shell("cat secret; id -u");
        assertThat(outcome.stdout()).isEqualTo("65534\n");
        assertThat(outcome.stderr()).contains("Permission denied");
    }

    @Test
    void projectsHaveUsersOfTheirOwn() throws InterruptedException, IOException {
        asRoot();
        var other = Files.createDirectories(home.resolve("workspaces/two"));
        run(forProject(command("touch", "theirs"), "proj-two", other));
        shell("touch mine");

        assertThat(Files.getAttribute(other.resolve("theirs"), "unix:uid"))
                .isNotEqualTo(Files.getAttribute(workspace.resolve("mine"), "unix:uid"));
    }

    @Test
    void theHostsFilesAndTheKernelsHomeAreInvisible() throws InterruptedException, IOException {
        Files.writeString(home.resolve("canary"), "x");

        assertThat(shell("ls -A /").stdout().lines())
                .doesNotContain("root", "home", "var", "mnt", "srv", "sys", "boot", "work")
                .contains("usr", "tmp", "workspace");
        assertThat(shell("cat %s/canary; ls /root /home".formatted(home)).exitCode())
                .isNotZero();
        assertThat(shell("ls -A /tmp /run").stdout()).doesNotContain("aule", "junit");
        assertThat(shell("cat /etc/shadow /etc/hostname /proc/1/root/etc/shadow")
                        .stdout())
                .isEmpty();
    }

    @Test
    void onlyTheWorkspaceAndTemporaryFoldersAreWritable() throws InterruptedException {
        for (var folder : List.of("/", "/usr", "/usr/bin", "/etc", "/dev", "/proc", "/bin")) {
            assertThat(shell("touch %s/x".formatted(folder)).exitCode())
                    .as(folder)
                    .isNotZero();
        }
        assertThat(shell("touch /tmp/x /run/x /dev/shm/x /workspace/x && echo $PWD")
                        .stdout())
                .isEqualTo("/workspace\n");
        assertThat(shell("echo >> /etc/passwd; echo >> /etc/hosts").exitCode()).isNotZero();
    }

    @Test
    void thereIsNoNetwork() throws InterruptedException, IOException {
        try (var canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            canary.setSoTimeout(200);
            var port = canary.getLocalPort();
            for (var script : List.of(
                    "bash -c 'echo x > /dev/tcp/127.0.0.1/%d'".formatted(port),
                    "bash -c 'echo x > /dev/udp/10.0.0.1/53'",
                    "curl -s -m 3 http://127.0.0.1:%d/".formatted(port),
                    "curl -s -m 3 http://192.0.2.1/")) {
                assertThat(shell(script).exitCode()).as(script).isNotZero();
            }
            assertThat(shell("cat /proc/net/dev").stdout().lines().skip(2)).hasSize(1);
            assertThat(acceptedBy(canary)).isFalse();
        }
    }

    @Test
    void aServerInsideIsReachedInsideByItsName() throws InterruptedException {
        var program = "import socket\ns=socket.create_server(('localhost',0))\n"
                + "c=socket.create_connection(('localhost',s.getsockname()[1]))\nprint('joined')";

        assertThat(run(command("python3", "-c", program)).stdout()).isEqualTo("joined\n");
    }

    @Test
    void onlyItsOwnProcessesAreVisible() throws InterruptedException {
        assertThat(shell("ls -d /proc/[0-9]* | wc -l").stdout().strip()).matches("[1-5]");
        assertThat(shell("cat /proc/*/cmdline | tr '\\0' ' '").stdout()).doesNotContain("surefire");
    }

    @Test
    void capabilitiesAreNoneAndPrivilegesCannotBeGained() throws InterruptedException {
        var status = shell("cat /proc/self/status").stdout();

        assertThat(status.lines().filter(it -> it.startsWith("Cap")))
                .hasSize(5)
                .allMatch(it -> it.endsWith("0000000000000000"));
        assertThat(status).containsPattern("NoNewPrivs:\\s1").containsPattern("Seccomp:\\s2");
    }

    @Test
    void mountsNamespacesAndTracingAreRefused() throws InterruptedException {
        for (var script : List.of(
                "mount -t tmpfs x /tmp",
                "umount /tmp",
                "unshare -U true",
                "unshare -m true",
                "unshare -n true",
                "bwrap --ro-bind / / true",
                "chroot / true")) {
            assertThat(shell(script).exitCode()).as(script).isNotZero();
        }
    }

    /** Raw calls through python's ctypes: what a program without any library's courtesy would get. */
    @Test
    void deniedSystemCallsAnswerEperm() throws InterruptedException {
        Assumptions.assumeTrue("amd64".equals(System.getProperty("os.arch")), "The numbers here are of x86_64.");
        var program = """
                import ctypes, fcntl, os
                libc = ctypes.CDLL(None, use_errno=True)
                def call(*a):
                    ctypes.set_errno(0)
                    libc.syscall(*[ctypes.c_long(x) for x in a])
                    return ctypes.get_errno()
                print(call(101, 0, 0, 0, 0), call(165, 0, 0, 0, 0, 0), call(272, 0x10000000), call(308, 0, 0),
                      call(310, 1, 0, 0, 0, 0, 0), call(321, 0, 0, 0), call(425, 1, 0), call(250, 0, 0),
                      call(56, 0x10000011, 0, 0, 0, 0), call(435, 0, 0), call(0x40000000 + 39), call(16, 0, 0x5412, 0),
                      call(16, 0, 0x100005412, 0), call(16, 0, 0x541c, 0))
                """;

        assertThat(run(command("/usr/bin/python3", "-c", program)).stdout().strip())
                .isEqualTo("1 1 1 1 1 1 1 1 1 38 1 1 1 1");
    }

    @Test
    void filesOfTheHostCannotBeLinkedIntoTheWorkspace() throws InterruptedException {
        assertThat(shell("ln /usr/bin/env env; ln /etc/passwd passwd").exitCode())
                .isNotZero();
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void aForkBombStopsAtTheProcessLimit() throws InterruptedException {
        limitsNeeded();
        var bomb = "import os,time\nn=0\ntry:\n while True:\n  if os.fork()==0: time.sleep(30)\n  n+=1\n"
                + "except OSError: print(n)";
        var outcome =
                run(limited(command("/usr/bin/python3", "-c", bomb), new Sandbox.Limits(1L << 30, 2.0, 40, 256, 1000)));

        assertThat(Integer.parseInt(outcome.stdout().strip())).isBetween(30, 40);
        assertThat(outcome.limit()).isEqualTo("processes");
    }

    @Test
    void aMemoryHogIsReportedEvenWhenTheShellSurvives() throws InterruptedException {
        limitsNeeded();
        var hog = "/usr/bin/python3 -c 'x = bytearray(400 << 20)'; echo survived";
        var outcome = run(limited(command("sh", "-c", hog), new Sandbox.Limits(100L << 20, 2.0, 40, 256, 1000)));

        assertThat(outcome.stdout()).isEqualTo("survived\n");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.limit()).isEqualTo("memory");
    }

    @Test
    void temporaryFoldersAreBounded() throws InterruptedException {
        assertThat(shell("head -c 20000000 /dev/zero > /run/x").exitCode()).isNotZero();
        assertThat(shell("df -k --output=size /tmp | tail -1").stdout().strip()).isEqualTo("524288");
    }

    @Test
    void acceptedLanguagesRun() throws InterruptedException, IOException {
        Files.writeString(workspace.resolve("hello.py"), "print('olá')\n");
        Files.writeString(workspace.resolve("a.test.js"), """
                const test = require('node:test');
                test('adds', () => { if (1 + 1 !== 2) throw new Error('no'); });
                """);

        assertThat(run(command("python3", "hello.py")).stdout()).isEqualTo("olá\n");
        var node = run(command("node", "--test"));
        assertThat(node.stdout()).as(node.stderr()).contains("pass 1");
        assertThat(run(command("java", "-version")).exitCode()).isZero();
    }

    @Test
    void nothingIsLeftOfItsControlGroups() throws InterruptedException, IOException {
        shell("true");
        var folders = Files.readAllLines(home.resolve("sandbox/groups"));
        room.close();

        assertThat(folders).allSatisfy(it -> assertThat(Path.of(it)).doesNotExist());
    }

    @Test
    void theDiskKeepsItsReserve() throws InterruptedException, IOException {
        try (var full = SandboxRoom.open(home.resolve("full"), Machine.here(), Long.MAX_VALUE)) {
            var outcome =
                    full.ladder().at(level()).start(command("sleep", "60")).await();

            assertThat(outcome.limit()).isEqualTo("disk");
        }
    }

    private void asRoot() {
        Assumptions.assumeTrue(room.owners().of("proj-one").isPresent(), "The kernel is not root.");
    }

    private void limitsNeeded() {
        Assumptions.assumeTrue(
                sandbox().rung().detail().contains("memory, pids"),
                sandbox().rung().detail());
    }

    private static boolean acceptedBy(ServerSocket server) throws IOException {
        try (var _ = server.accept()) {
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
