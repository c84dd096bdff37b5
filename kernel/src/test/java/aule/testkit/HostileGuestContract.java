package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import aule.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A guest that tries everything to get out of a rung that isolates, and gets nothing. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class HostileGuestContract extends WithSandbox {

    private static final String SECRET = "correct-horse-battery-staple";

    /** Whether the machine's counters tell that a limit was hit; where not, only that the limit held. */
    protected boolean counts() {
        return true;
    }

    @Test
    void filesOfTheHostCannotBeReadByAnyPath() throws InterruptedException, IOException {
        var canary = Files.writeString(home.resolve("canary"), SECRET);
        var other = Files.createDirectories(home.resolve("workspaces/two"));
        Files.writeString(other.resolve("theirs"), SECRET);
        Files.createSymbolicLink(workspace.resolve("planted"), canary);
        var program = """
                import os, sys
                paths = sys.argv[1:]
                tries = list(paths)
                for p in paths:
                    for root in ('/proc/self/root', '/proc/1/root', '/proc/self/cwd/../../../../..', '/proc/thread-self/root',
                                 '/dev/fd/0/../../..', '/workspace/../../..', '/tmp/../..'):
                        tries.append(root + p)
                    os.path.lexists('link') and os.unlink('link')
                    os.symlink(p, 'link'); tries.append('link')
                    tries.append('planted'); tries.append('../two/theirs'); tries.append('../../canary')
                    for t in tries:
                        try: sys.stdout.write(open(t).read())
                        except OSError: pass
                    try: os.link(p, 'hard'); sys.stdout.write(open('hard').read())
                    except OSError: pass
                    try: os.rename(p, 'moved'); print('MOVED')
                    except OSError: pass
                for n in range(3, 256):
                    try: os.fstat(n); print('OPEN', n, os.readlink('/proc/self/fd/%d' % n))
                    except OSError: pass
                """;

        var outcome = run(command(
                "python3",
                "-c",
                program,
                canary.toString(),
                other.resolve("theirs").toString()));
        assertThat(outcome.stdout()).as(outcome.stderr()).isEmpty();
        assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
        assertThat(canary).hasContent(SECRET);
        assertThat(shell("cat /etc/shadow /etc/hostname /root/.bashrc; ls /root /home")
                        .stdout())
                .doesNotContain("root:")
                .doesNotContain(home.toString());
    }

    /** The name changes between a look and a use, thousands of times, from a folder to a link that leads outside. */
    @Test
    void aRaceOfRenamesAndLinksReadsNothingOutside() throws InterruptedException, IOException {
        var canary =
                Files.writeString(Files.createDirectories(home.resolve("race")).resolve("f"), SECRET);
        var program = """
                import os, sys, threading
                os.mkdir('a'); open('a/f', 'w').write('mine'); os.symlink(sys.argv[1], 'b')
                stop = False
                def swap():
                    while not stop:
                        try: os.rename('a', 'c'); os.rename('b', 'a'); os.rename('a', 'b'); os.rename('c', 'a')
                        except OSError: pass
                t = threading.Thread(target=swap); t.start()
                seen = set()
                for _ in range(4000):
                    try: seen.add(open('a/f').read())
                    except OSError: pass
                stop = True; t.join()
                print(seen <= {'mine'}, seen - {'mine'})
                """;

        var beside = Objects.requireNonNull(canary.getParent()).toString();
        assertThat(run(command("python3", "-c", program, beside)).stdout()).isEqualTo("True set()\n");
    }

    @Test
    void otherProcessesCannotBeSeenSignalledOrTraced() throws InterruptedException {
        var kernel = ProcessHandle.current().pid();
        var program = """
                import ctypes, os, sys
                kernel = int(sys.argv[1])
                libc = ctypes.CDLL(None, use_errno=True)
                seen = [p for p in os.listdir('/proc') if p.isdigit()]
                print(len(seen) < 12)
                for p in seen:
                    try: line = open('/proc/%s/cmdline' % p, 'rb').read()
                    except OSError: continue
                    if b'java' in line and b'ctypes' not in line: print('JVM', line)
                try: os.kill(kernel, 0); print('SIGNALLED' if kernel > 60 else '', end='')
                except OSError: pass
                print(libc.ptrace(16, kernel, 0, 0) < 0, libc.ptrace(16, 1, 0, 0) < 0)
                try: open('/proc/1/mem', 'rb').read(1); print('MEMORY')
                except OSError: pass
                """;

        assertThat(run(command("python3", "-c", program, Long.toString(kernel))).stdout())
                .isEqualTo("True\nTrue True\n");
    }

    @Test
    void servicesOfTheHostAndMetadataAddressesCannotBeReached() throws InterruptedException, IOException {
        var heard = new AtomicInteger();
        try (var service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> count(service, heard));
            var program = """
                    import socket, sys
                    port = int(sys.argv[1])
                    for host in ('127.0.0.1', 'localhost', '127.1', '0.0.0.0', '::1', '::ffff:127.0.0.1', '169.254.169.254',
                                 '169.254.170.2', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16', '10.0.0.1',
                                 '192.168.0.1', '172.17.0.1', '8.8.8.8', '2606:4700:4700::1111'):
                        for p in (port, 80, 53):
                            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                                try:
                                    for a in socket.getaddrinfo(host, p, 0, kind)[:1]:
                                        s = socket.socket(a[0], kind); s.settimeout(0.3); s.connect(a[4])
                                        s.send(b'hello'); print('REACHED', host, p, s.recv(5) or s.type)
                                except OSError: pass
                    try: print('NAME', socket.gethostbyname('metadata.google.internal'))
                    except OSError: pass
                    try: socket.socket(socket.AF_PACKET, socket.SOCK_RAW); print('RAW')
                    except OSError: pass
                    try: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1); print('RAW')
                    except OSError: pass
                    """;

            var outcome = run(command("python3", "-c", program, Integer.toString(service.getLocalPort())));
            assertThat(outcome.stdout()).as(outcome.stderr()).isEmpty();
            assertThat(outcome.limit()).isEmpty();
            assertThat(heard).hasValue(0);
        }
    }

    @Test
    void socketsOfTheHostByNameOrPathCannotBeReached() throws InterruptedException, IOException {
        var path = Path.of("/tmp", "aule-hostile-" + ProcessHandle.current().pid());
        Files.deleteIfExists(path);
        var listen = "import socket,sys,time\ns=socket.socket(socket.AF_UNIX)\ns.bind('\\0'+sys.argv[1]);s.listen()\n"
                + "print('up',flush=True);time.sleep(100)";
        var name = "aule-hostile-" + ProcessHandle.current().pid() + "-" + level();
        var host = new ProcessBuilder("python3", "-c", listen, name).start();
        try (var service = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            service.bind(UnixDomainSocketAddress.of(path));
            assertThat(host.inputReader().readLine()).isEqualTo("up");
            var program = """
                    import socket, sys
                    for name in ('\\0' + sys.argv[1], sys.argv[2], '/var/run/docker.sock', '/run/docker.sock',
                                 '/run/podman/podman.sock', '/run/dbus/system_bus_socket', '/run/systemd/private'):
                        try: socket.socket(socket.AF_UNIX).connect(name); print('REACHED', repr(name))
                        except OSError: pass
                    """;

            assertThat(run(command("python3", "-c", program, name, path.toString()))
                            .stdout())
                    .isEmpty();
        } finally {
            host.destroyForcibly();
            Files.deleteIfExists(path);
        }
    }

    @Test
    void namespacesMountsAndPrivilegesCannotBeGained() throws InterruptedException, IOException {
        var program = """
                import ctypes, fcntl, os, pty
                libc = ctypes.CDLL(None, use_errno=True)
                for flag in (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000):
                    if libc.unshare(flag) == 0: print('NAMESPACE', hex(flag))
                if libc.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0: print('MOUNT')
                if libc.mount(b'/workspace', b'/usr', None, 4096, None) == 0: print('BIND')
                if libc.mount(None, b'/', None, 32 | 4096, None) == 0: print('REMOUNT')
                if libc.chroot(b'/tmp') == 0: print('CHROOT')
                if os.getuid() == 0: print('ROOT')
                for call in (os.setuid, os.setgid):
                    try: call(0); print('SETUID')
                    except OSError: pass
                try: os.setgroups([0]); print('GROUPS')
                except OSError: pass
                try: os.mknod('disk', 0o60600, os.makedev(8, 0)); print('NODE')
                except OSError: pass
                try: open('/proc/sys/kernel/core_pattern', 'w').write('|/workspace/x'); print('CORE')
                except OSError: pass
                try: open('/proc/sysrq-trigger', 'w').write('b'); print('SYSRQ')
                except OSError: pass
                for folder in ('/sys/fs/cgroup', '/sys/fs/cgroup/memory', '/sys/fs/cgroup/unified'):
                    try: os.mkdir(folder + '/mine'); print('CGROUP')
                    except OSError: pass
                    try: open(folder + '/release_agent', 'w').write('/workspace/x'); print('AGENT')
                    except OSError: pass
                """;

        var outcome = run(command("python3", "-c", program));
        assertThat(outcome.stdout()).as(outcome.stderr()).isEmpty();
        assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    }

    @Test
    void aProgramWithTheSetuidBitStaysItself() throws InterruptedException, IOException {
        var outcome = shell("cp /usr/bin/id mine && chmod 6755 mine && ./mine -u; id -u; "
                + "for f in /usr/bin/su /usr/bin/passwd /usr/bin/mount /usr/bin/sudo; do"
                + " [ -x $f ] && echo | timeout 2 $f -c 'id -u' 2>/dev/null; done");

        assertThat(outcome.stdout().lines().distinct()).hasSize(1).doesNotContain("0");
    }

    @Test
    void typingIntoATerminalIsRefused() throws InterruptedException {
        var program = """
                import fcntl, os, pty
                try:
                    master, slave = pty.openpty()
                    for call in (0x5412, 0x541c):
                        try: fcntl.ioctl(slave, call, b'x'); print('TYPED', hex(call))
                        except OSError: pass
                except OSError: pass
                """;

        assertThat(run(command("python3", "-c", program)).stdout()).isEmpty();
    }

    @Test
    void aForkBombStopsAndTheKernelGoesOn() throws InterruptedException {
        var bomb = "import os,time\ntry:\n for _ in range(2000):\n  if os.fork()==0: time.sleep(600)\n"
                + " print('FREE')\nexcept OSError: print('held')";
        var running = sandbox().start(limited(command("python3", "-c", bomb), limits(64)));

        assertThat(shell("echo alive").stdout()).isEqualTo("alive\n");
        var outcome = running.await();
        assertThat(outcome.stdout()).isIn("held\n", "");
        assertThat(counts() ? outcome.limit() : "processes").isEqualTo("processes");
    }

    @Test
    void aMemoryHogIsStoppedAndTheKernelGoesOn() throws InterruptedException {
        var hog = "b=[]\nfor _ in range(64):\n b.append(bytearray(b'x')*(32<<20))\nprint('FREE')";
        var running = sandbox().start(limited(command("python3", "-c", hog), limits(64)));

        assertThat(shell("echo alive").stdout()).isEqualTo("alive\n");
        var outcome = running.await();
        assertThat(outcome.stdout()).isEmpty();
        assertThat(outcome.limit()).isEqualTo("memory");
    }

    @Test
    void everyPlaceThatCanBeFilledHasAnEnd() throws InterruptedException {
        var program = """
                import os
                for folder in ('/tmp', '/run', '/dev/shm', '/var/tmp', '/dev', '/'):
                    try:
                        with open(folder + '/fill', 'wb') as f:
                            for _ in range(48): f.write(b'x' * (16 << 20))
                        print('FREE', folder)
                    except OSError: pass
                    try: os.unlink(folder + '/fill')
                    except OSError: pass
                """;
        var outcome = run(limited(
                command("python3", "-c", program),
                new Sandbox.Limits(2L << 30, 1.0, 64, 256, 10_000, 1L << 30, 64L << 20)));

        assertThat(outcome.stdout()).as(outcome.stderr()).isEmpty();
    }

    @Test
    void aWorkspaceThatIsFilledStopsItsCommand() throws InterruptedException {
        var fill = "i=0; while :; do head -c 4000000 /dev/zero > f$i; i=$((i+1)); sleep 0.01; done";
        var outcome = run(limited(
                command("sh", "-c", fill), new Sandbox.Limits(256L << 20, 1.0, 64, 256, 10_000, 1L << 30, 32L << 20)));

        assertThat(outcome.limit()).isEqualTo("workspace");
    }

    /** Detached, in sessions of their own, deaf to every signal that can be ignored. */
    @Test
    void nothingSurvivesACancel() throws InterruptedException {
        var seconds = 610_000 + (int) (ProcessHandle.current().pid() % 10_000) * 10 + level();
        var stubborn = "trap '' HUP INT TERM QUIT; for i in 1 2 3 4; do"
                + " (trap '' HUP INT TERM; setsid nohup sh -c 'trap \"\" HUP INT TERM; sleep %d; true' >/dev/null 2>&1 &) ;"
                        .formatted(seconds)
                + " done; echo up; sleep 600";
        var running = sandbox().start(command("sh", "-c", stubborn));
        await(() -> String.join("", heard).contains("up"));
        running.kill();
        running.await();

        await(() -> ProcessHandle.allProcesses()
                .noneMatch(it -> it.info().commandLine().orElse("").contains("sleep " + seconds)));
    }

    @Test
    void theKernelsSecretsAreNotInTheEnvironment() throws InterruptedException {
        var known = System.getenv().entrySet().stream()
                .filter(it -> !List.of("PATH", "HOME", "LANG", "PWD", "TMPDIR", "TERM")
                        .contains(it.getKey()))
                .map(it -> it.getKey() + "=" + it.getValue())
                .toList();

        assertThat(shell("cat /proc/*/environ | tr '\\0' '\\n'").stdout().lines())
                .doesNotContainAnyElementsOf(known);
    }

    private static Sandbox.Limits limits(int processes) {
        return new Sandbox.Limits(128L << 20, 1.0, processes, 256, 10_000);
    }

    private static void count(ServerSocket service, AtomicInteger heard) {
        while (!service.isClosed()) {
            try (var _ = service.accept()) {
                heard.incrementAndGet();
            } catch (IOException e) {
                return; // the test is over
            }
        }
    }
}
