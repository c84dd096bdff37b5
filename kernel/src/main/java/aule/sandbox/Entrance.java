package aule.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The way into the network of a sandbox. Only a process with one thread can take it where the kernel is an ordinary
 * user, so it is a short program; it refuses the machine's own network.
 */
final class Entrance {

    /** What a relay says before anything else once it is connected. */
    static final int CONNECTED = '+';

    /** An ordinary user enters the user namespace that owns the network first: the kernel made it, so it may. */
    private static final String PROGRAM = """
            use strict; use warnings; use Socket;
            my ($setns, $path, $purpose, @rest) = @ARGV;
            sub refuse { print STDERR "The network beside this command is gone; run it again.\\n"; exit 125; }
            sub enter {
              open(my $net, '<', $path) or refuse();
              refuse() if (stat $net)[1] == (stat '/proc/self/ns/net')[1];
              if ($> != 0) {
                my $owner = ioctl($net, 0xb701, 0) or refuse();
                syscall($setns, int($owner), 0x10000000) == 0 or refuse();
              }
              syscall($setns, fileno($net), 0x40000000) == 0 or refuse();
            }
            enter() if $path ne '-';
            if ($purpose eq 'run') { exec { $rest[0] } @rest; refuse(); }
            my ($port) = @rest;
            my $line;
            sub reach {
              my ($family, $address) = @_;
              socket($line, $family, SOCK_STREAM, 0) && connect($line, $address);
            }
            alarm 10;
            reach(AF_INET, pack_sockaddr_in($port, inet_aton('127.0.0.1')))
              or reach(AF_INET6, pack_sockaddr_in6($port, inet_pton(AF_INET6, '::1'))) or exit 1;
            alarm 0;
            sub carry {
              my ($from, $to) = @_;
              while (my $count = sysread($from, my $bytes, 65536)) {
                my $sent = 0;
                while ($sent < $count) { $sent += syswrite($to, $bytes, $count - $sent, $sent) // return; }
              }
            }
            syswrite(STDOUT, '+');
            my $child = fork() // exit 1;
            if ($child == 0) { close STDOUT; carry(*STDIN, $line); shutdown($line, 1); exit 0; }
            close STDIN;
            carry($line, *STDOUT);
            kill 'KILL', $child;
            """;

    private Entrance() {}

    /**
     * The command line that takes the way; empty if the machine has no program for it.
     *
     * @param network the sandbox's, as a file of {@code /proc}
     * @param purpose {@code run}, before a command line; or {@code connect} and a port, for input and output
     */
    static List<String> words(Path network, Machine machine, List<String> purpose) {
        return words(network.toString(), machine, purpose);
    }

    /** The command line that connects to a port of the machine itself; empty if it has no program for it. */
    static List<String> here(Machine machine, int port) {
        return words("-", machine, List.of("connect", Integer.toString(port)));
    }

    private static List<String> words(String network, Machine machine, List<String> purpose) {
        var perl = Machine.tool("perl");
        if (perl.isEmpty()) {
            return List.of();
        }
        var arm = machine.arch().matches("aarch64|arm64");
        var setns = arm ? Denied.SETNS.arm : Denied.SETNS.x86;
        var words = new ArrayList<>(List.of(perl.get().toString(), "-e", PROGRAM, Integer.toString(setns), network));
        words.addAll(purpose);
        return words;
    }
}
