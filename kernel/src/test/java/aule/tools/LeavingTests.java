package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ConfirmationId;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.policy.Confirmation;
import aule.policy.Confirmations.Decision;
import aule.policy.Confirmations.Memory;
import aule.policy.Confirmations.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file tool that leaves the workspace asks a person first, and then goes exactly where the person was told. */
class LeavingTests extends WithTools {

    private Path outside;

    @BeforeEach
    void hasAFolderOutside() throws IOException {
        outside = Files.createDirectory(world.toRealPath().resolve("outside"));
        Files.writeString(outside.resolve("notes.txt"), "from outside");
    }

    private static String path(Object path) {
        return "{\"path\":\"%s\"}".formatted(path);
    }

    private static String text(Object path, String content) {
        return "{\"path\":\"%s\",\"content\":\"%s\"}".formatted(path, content);
    }

    private static String way(Object from, Object to) {
        return "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to);
    }

    private Confirmation asked(String tool, String arguments) throws InterruptedException {
        var outcome = tools.perform(request("call-1", tool, arguments));
        assertThat(outcome).isInstanceOf(Tools.Outcome.Waits.class);
        return confirmations.find(OrgId.LOCAL, ((Tools.Outcome.Waits) outcome).confirmation());
    }

    private void resolve(ConfirmationId id, Decision decision, @Nullable String edit, Memory memory) {
        confirmations.resolve(PERSON, id, new Resolution(decision, edit, "", memory));
    }

    private RunEvent.ToolAnswered approved(String tool, String arguments) throws InterruptedException {
        resolve(asked(tool, arguments).id(), Decision.APPROVE, null, Memory.ONCE);
        return answer("call-1", tool, arguments);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void showsTheRealPlaceBeforeAnythingHappens() throws Exception {
        Files.createSymbolicLink(world.resolve("shortcut"), outside);

        var asked = asked("write_file", text(world + "/shortcut/new.txt", "x"));

        assertThat(asked.rule()).isEqualTo("outside");
        assertThat(asked.arguments()).isEqualTo(text(outside + "/new.txt", "x"));
        assertThat(asked.preview()).startsWith("write " + outside + "/new.txt (1 bytes, a new file)");
        assertThat(names(outside)).containsExactly("notes.txt");
    }

    @Test
    void doesNothingAfterANo() throws Exception {
        var asked = asked("write_file", text(outside + "/new.txt", "x"));
        resolve(asked.id(), Decision.REJECT, null, Memory.ONCE);

        var answer = answer("call-1", "write_file", text(outside + "/new.txt", "x"));

        assertThat(answer.error()).isEqualTo("policy_denied");
        assertThat(names(outside)).containsExactly("notes.txt");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void readsAndListsAfterAYes() throws Exception {
        assertThat(approved("read_file", path(outside + "/notes.txt")).output()).isEqualTo("from outside");

        var listed = tools.perform(request("call-2", "list_dir", path(outside)));
        resolve(((Tools.Outcome.Waits) listed).confirmation(), Decision.APPROVE, null, Memory.ONCE);
        assertThat(answer("call-2", "list_dir", path(outside)).output()).isEqualTo("notes.txt  12 bytes");
    }

    @Test
    void writesThereAndNowhereElseAfterAYes() throws Exception {
        var answer = approved("write_file", text(outside + "/deep/new.txt", "x"));

        assertThat(answer.ok()).as(answer.output()).isTrue();
        assertThat(answer.changes()).containsExactly(new FileChange(outside + "/deep/new.txt", "created", 1, 1, 0));
        assertThat(outside.resolve("deep/new.txt")).hasContent("x");
        assertThat(names(outside.resolve("deep"))).containsExactly("new.txt");
        assertThat(names(outside)).containsExactly("deep", "notes.txt");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void editsAppendsMakesAndDeletesAfterAYes() throws Exception {
        var edit = "{\"path\":\"%s/notes.txt\",\"search\":\"from\",\"replace\":\"far\"}".formatted(outside);
        assertThat(approved("edit_file", edit).ok()).isTrue();
        assertThat(outside.resolve("notes.txt")).hasContent("far outside");

        var calls = List.of(
                List.of("append_file", text(outside + "/notes.txt", "!")),
                List.of("make_dir", path(outside + "/d/e")),
                List.of("delete", path(outside + "/d")));
        for (var call : calls) {
            var id = "call-" + call.getFirst();
            var waits = (Tools.Outcome.Waits) tools.perform(request(id, call.getFirst(), call.getLast()));
            resolve(waits.confirmation(), Decision.APPROVE, null, Memory.ONCE);
            var answer = answer(id, call.getFirst(), call.getLast());
            assertThat(answer.ok()).as(answer.output()).isTrue();
        }
        assertThat(outside.resolve("notes.txt")).hasContent("far outside!");
        assertThat(outside.resolve("d")).doesNotExist();
    }

    @Test
    void movesAFileOverTheBorderAndWithinTheWorld() throws Exception {
        write("report.md", "done");

        assertThat(approved("move", way("report.md", outside + "/report.md")).ok())
                .isTrue();
        assertThat(outside.resolve("report.md")).hasContent("done");
        assertThat(names(folder)).isEmpty();

        var within = way(outside + "/report.md", outside + "/final.md");
        var waits = (Tools.Outcome.Waits) tools.perform(request("call-2", "move", within));
        resolve(waits.confirmation(), Decision.APPROVE, null, Memory.ONCE);
        assertThat(answer("call-2", "move", within).ok()).isTrue();
        assertThat(names(outside)).containsExactly("final.md", "notes.txt");
    }

    @Test
    void movesNoFolderOverTheBorderAndReplacesNothing() throws Exception {
        write("d/report.md", "done");
        write("notes.txt", "mine");

        assertThat(approved("move", way("d", outside + "/d")).output()).contains("is not a file");
        assertThat(read("d/report.md")).isEqualTo("done");

        var taken = way("notes.txt", outside + "/notes.txt");
        var waits = (Tools.Outcome.Waits) tools.perform(request("call-2", "move", taken));
        resolve(waits.confirmation(), Decision.APPROVE, null, Memory.ONCE);
        assertThat(answer("call-2", "move", taken).error()).isEqualTo("conflict");
        assertThat(outside.resolve("notes.txt")).hasContent("from outside");
        assertThat(read("notes.txt")).isEqualTo("mine");
    }

    @Test
    void deletesALinkAndNotWhereItLeads() throws Exception {
        var link = Files.createSymbolicLink(outside.resolve("link"), outside.resolve("notes.txt"));

        assertThat(asked("delete", path(link)).arguments()).isEqualTo(path(link));
        assertThat(approved("delete", path(link)).ok()).isTrue();

        assertThat(names(outside)).containsExactly("notes.txt");
    }

    @Test
    void followsNoLinkThatWasPutThereAfterTheQuestion() throws Exception {
        var place = Files.createDirectory(world.toRealPath().resolve("place"));
        Files.writeString(place.resolve("notes.txt"), "harmless");
        var id = asked("read_file", path(place + "/notes.txt")).id();
        Files.move(place, world.resolve("moved"));
        Files.createSymbolicLink(place, outside);
        resolve(id, Decision.APPROVE, null, Memory.ONCE);

        var answer = answer("call-1", "read_file", path(place + "/notes.txt"));

        assertThat(answer.error()).isEqualTo("path_denied");
        assertThat(answer.output()).contains("passes a link").doesNotContain("from outside");
    }

    @Test
    void refusesALinkOfTheWorkspaceThatLeadsOut() throws Exception {
        Files.createSymbolicLink(folder.resolve("out"), outside);

        assertThat(answer("call-1", "read_file", path("out/notes.txt")).error()).isEqualTo("path_denied");
        assertThat(answer("call-2", "write_file", text("out/x", "x")).error()).isEqualTo("path_denied");
        assertThat(names(outside)).containsExactly("notes.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "../../owner.token",
                "a/../../x",
                "/workspace/../x",
                "~/.ssh/id_ed25519",
                "/proc/self/environ",
                "/etc/shadow",
                "/dev/null",
                "~/way/owner.token",
            })
    void neverAsksForAClosedPlace(String path) throws Exception {
        Files.createSymbolicLink(world.resolve("way"), home);

        var answer = answer("call-1", "read_file", path(path));

        assertThat(answer.error()).isEqualTo("policy_denied");
        assertThat(answer.output()).contains("rule 'closed-place'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"delete|{\"path\":\"/\"}", "move|{\"from\":\"/etc\",\"to\":\"/tmp/etc\"}"})
    void changesNothingThatAClosedPlaceIsIn(String tool, String arguments) throws Exception {
        assertThat(answer("call-1", tool, arguments).output()).contains("rule 'closed-place'");
    }

    @Test
    void keepsAClosedPlaceClosedAlsoWhenAPersonNamesIt() throws Exception {
        var id = asked("read_file", path(outside + "/notes.txt")).id();
        Files.writeString(home.resolve("owner.token"), "secret");
        resolve(id, Decision.EDIT, path(home.toRealPath() + "/owner.token"), Memory.ONCE);

        var answer = answer("call-1", "read_file", path(outside + "/notes.txt"));

        assertThat(answer.error()).isEqualTo("policy_denied");
        assertThat(answer.output()).doesNotContain("secret");
    }

    @Test
    void takesAnEditOnlyWithTheAbsolutePath() throws Exception {
        var id = asked("read_file", path("~/outside/notes.txt")).id();

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> resolve(id, Decision.EDIT, path("~/outside/other.txt"), Memory.ONCE))
                .returns(ErrorCode.INVALID, AuleException::code);
        resolve(id, Decision.EDIT, path(outside + "/notes.txt"), Memory.ONCE);

        assertThat(answer("call-1", "read_file", path("x")).output()).isEqualTo("from outside");
    }

    @Test
    void asksNothingForTheWorkspaceByItsOtherNames() throws Exception {
        write("a.txt", "mine");

        assertThat(answer("call-1", "read_file", path(folder.toRealPath() + "/a.txt"))
                        .output())
                .isEqualTo("mine");
        assertThat(answer("call-2", "read_file", path("../default/a.txt")).output())
                .isEqualTo("mine");
        assertThat(answer("call-3", "read_file", path("/workspace/a.txt")).output())
                .isEqualTo("mine");
    }

    @Test
    void remembersAYesForExactlyThisPlace() throws Exception {
        var call = path(outside + "/notes.txt");
        resolve(asked("read_file", call).id(), Decision.APPROVE, null, Memory.ALWAYS);
        assertThat(answer("call-1", "read_file", call).ok()).isTrue();

        assertThat(answer("call-2", "read_file", call).output()).isEqualTo("from outside");
        assertThat(answer("call-3", "read_file", path("~/outside/notes.txt")).output())
                .isEqualTo("from outside");
        assertThat(tools.perform(request("call-4", "read_file", path(outside + "/other.txt"))))
                .isInstanceOf(Tools.Outcome.Waits.class);
    }

    @Test
    void saysWhatIsNoPathHere() throws Exception {
        Files.createSymbolicLink(world.resolve("nowhere"), world.resolve("gone"));

        assertThat(answer("call-1", "read_file", path("C:/autoexec.bat")).error())
                .isEqualTo("invalid");
        assertThat(answer("call-2", "read_file", path(world + "/nowhere")).error())
                .isEqualTo("invalid");
    }

    @Test
    void asksNobodyAboutWhatCannotBeLookedAt() throws Exception {
        var pipe = outside.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        var answer = answer("call-1", "write_file", text(pipe, "x"));

        assertThat(answer.error()).isEqualTo("invalid");
        assertThat(answer.output()).contains("is not a regular file");
    }

    @Test
    void keepsCommandsInTheWorkspace() throws Exception {
        var answer = answer("call-1", "exec", "{\"command\":\"ls\",\"folder\":\"%s\"}".formatted(outside));

        assertThat(answer.error()).isEqualTo("policy_denied");
        assertThat(answer.output()).contains("rule 'command-outside'");
    }
}
