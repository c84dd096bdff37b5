package aule.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/** The door of the client. The launcher calls it for every command that talks to a kernel. */
public final class Main {

    private static final Set<String> GROUPS =
            Set.of("runs", "approvals", "letters", "tests", "models", "files", "artifacts", "egress");

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(execute(Terminal.ofProcess(), arguments));
    }

    static int execute(Terminal terminal, String... arguments) {
        CommandLine line = new CommandLine(CommandSpec.create().name("./aule"));
        String name = arguments.length == 0 ? "" : arguments[0];
        Object command = command(name, terminal);
        if (command == null) {
            terminal.err().println("aule: There is no command \"" + name + "\"; `./aule --help` lists them all.");
            return Refusal.BAD_USAGE;
        }
        line.addSubcommand(name, command);
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(new ColorScheme.Builder(Ansi.OFF).build());
        line.setExecutionExceptionHandler((failure, _, _) -> refused(terminal, failure));
        line.setParameterExceptionHandler((failure, _) -> misused(terminal, failure));
        return line.execute(inFull(arguments));
    }

    /** What a command that only holds others is about is listed when it is not told what to do. */
    private static String[] inFull(String... arguments) {
        boolean bare = GROUPS.contains(arguments[0]) && (arguments.length == 1 || arguments[1].startsWith("-"));
        return bare
                ? Stream.concat(
                                Stream.of(arguments[0], "ls"),
                                Arrays.stream(arguments).skip(1))
                        .toArray(String[]::new)
                : arguments;
    }

    private static @Nullable Object command(String name, Terminal terminal) {
        return switch (name) {
            case "run" -> new RunCommand(terminal);
            case "ps" -> new PsCommand(terminal);
            case "top" -> new TopCommand(terminal);
            case "pause" -> new RunSignals.Pause(terminal);
            case "resume" -> new RunSignals.Resume(terminal);
            case "kill" -> new RunSignals.Kill(terminal);
            case "continue" -> new RunSignals.Continue(terminal);
            case "send" -> new RunSignals.Send(terminal);
            case "nice" -> new RunSignals.Nice(terminal);
            case "retry" -> new RunSignals.Retry(terminal);
            case "follow" -> new FollowCommand(terminal);
            case "fork" -> new ForkCommand(terminal);
            case "replay" -> new ReplayCommand(terminal);
            case "export" -> new ExportCommand(terminal);
            case "import" -> new ImportCommand(terminal);
            case "compare" -> new CompareCommand(terminal);
            case "snapshot" -> new SnapshotCommands.Make(terminal);
            case "snapshots" -> new SnapshotsCommand(terminal);
            case "diff" -> new DiffCommand(terminal);
            case "undo" -> new UndoCommand(terminal);
            case "redo" -> new UndoCommand.Redo(terminal);
            case "restore" -> new SnapshotCommands.Restore(terminal);
            case "tests" ->
                group(
                        new KeptTests.Ls(terminal),
                        new KeptTests.Keep(terminal),
                        new KeptTestsRun(terminal),
                        new KeptTests.Rm(terminal));
            case "letters" ->
                group(new DeadLetters.Ls(terminal), new DeadLetters.Retry(terminal), new DeadLetters.Close(terminal));
            case "runs" -> group(new RunsList(terminal), new RunsShow(terminal), new RunsCancel(terminal));
            case "approvals" ->
                group(
                        new ApprovalsList(terminal),
                        new ApprovalsDecide.Approve(terminal),
                        new ApprovalsDecide.Reject(terminal),
                        new ApprovalsDecide.Reply(terminal));
            case "models" ->
                group(
                        new ModelsList(terminal),
                        new ModelsPull(terminal),
                        new ModelsBench(terminal),
                        new ModelsEmbed(terminal));
            case "egress" ->
                group(
                        new EgressCommands.Ls(terminal),
                        new EgressCommands.Hosts(terminal),
                        new EgressCommands.Allow(terminal));
            case "files" ->
                group(
                        new FilesCommands.Ls(terminal),
                        new FilesCommands.Stat(terminal),
                        new FilesCommands.Cat(terminal),
                        new FilesCommands.Get(terminal),
                        new FilesCommands.Put(terminal),
                        new FilesCommands.Mv(terminal),
                        new FilesCommands.Rm(terminal));
            case "sh" -> new ShCommand(terminal, DevTty::open);
            case "artifacts" ->
                group(
                        new ArtifactCommands.Ls(terminal),
                        new ArtifactCommands.Get(terminal),
                        new ArtifactCommands.Rm(terminal),
                        new ArtifactCommands.Share(terminal));
            case "spend" ->
                CommandSpec.forAnnotatedObject(new SpendCommand(terminal))
                        .addSubcommand("import", CommandSpec.forAnnotatedObject(new Bills.Import(terminal)))
                        .addSubcommand("bills", CommandSpec.forAnnotatedObject(new Bills.Ls(terminal)));
            case "token" -> new TokenCommand(terminal);
            case "status" -> new StatusCommand(terminal);
            case "link" -> new LinkCommand(terminal);
            case "checks" -> new ChecksCommand(terminal);
            case "rehearse" -> new Rehearsal();
            default -> null;
        };
    }

    /** A command that only holds others, {@code ls} among them. */
    private static CommandSpec group(Object... commands) {
        CommandSpec group = CommandSpec.create();
        for (Object command : commands) {
            CommandSpec spec = CommandSpec.forAnnotatedObject(command);
            group.addSubcommand(spec.name(), spec);
        }
        return group;
    }

    private static int refused(Terminal terminal, Exception failure) throws Exception {
        if (failure instanceof Refusal refusal) {
            terminal.err().println(terminal.paint().red("aule:") + " " + Visible.plain(refusal.sentence()));
            return refusal.exitCode();
        }
        throw failure;
    }

    private static int misused(Terminal terminal, CommandLine.ParameterException failure) {
        terminal.err().println(terminal.paint().red("aule:") + " " + failure.getMessage());
        terminal.err().println(failure.getCommandLine().getUsageMessage().strip());
        return Refusal.BAD_USAGE;
    }
}
