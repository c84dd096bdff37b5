package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ToolName;
import aule.models.ChatModel.Image;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.models.ChatModel.ToolCall;
import aule.models.ChatModel.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every model behind a real connection keeps to, the ugly parts of its protocol included. */
public abstract class ServedModelContract extends DamagedModelContract {

    @Test
    void theWholeConversationReachesTheServer() throws InterruptedException {
        var call = new ToolCall("call-1", "read_file", "{\"path\":\"a.txt\"}");
        var request = new Request(
                "You help.",
                List.of(
                        new Message.User("read a.txt"),
                        new Message.Assistant("", List.of(call)),
                        new Message.ToolResult("call-1", new ToolName("read_file"), true, "content of a")),
                List.of(READ),
                77,
                0.5);
        model(Turn.text("done")).chat(request, Listener.NONE);
        var heard = server().heard().getFirst();
        assertThat(heard.roles()).containsExactly("system", "user", "assistant", "tool");
        assertThat(heard.last()).isEqualTo("content of a");
        assertThat(server().chats().getFirst().toString()).contains("a.txt", "77", "0.5", "Reads a file.");
    }

    @Test
    void callsWithGarbageInThemDoNotSpoilTheConversation() throws InterruptedException {
        var request = new Request(
                "",
                List.of(
                        new Message.User("read"),
                        new Message.Assistant("", List.of(new ToolCall("call-1", "read_file", "{oops"))),
                        new Message.ToolResult("call-1", new ToolName("read_file"), false, "That is not JSON.")),
                List.of(READ),
                100,
                null);
        assertThat(model(Turn.text("sorry")).chat(request, Listener.NONE).text())
                .isEqualTo("sorry");
        assertThat(server().chats().getFirst().toString()).doesNotContain("oops");
    }

    @Test
    void aNearMissOfANameAndCutArgumentsComeAsTheyAre() throws InterruptedException {
        for (var name : List.of("readFile", "functions.read_file", "Read File", "read_fil")) {
            var call = model(Turn.call(name, "{\"path\": \"a").ending("length")).chat(asking("read"), Listener.NONE);
            assertThat(call.toolCalls()).extracting(ToolCall::name).containsExactly(name);
            assertThat(call.toolCalls()).extracting(ToolCall::arguments).containsExactly("{\"path\": \"a");
            assertThat(call.finish()).isEqualTo("length");
        }
    }

    @Test
    void aCallWithoutArgumentsHasNone() throws InterruptedException {
        var call = model(Turn.call("read_file", "{}")).chat(asking("read"), Listener.NONE);
        assertThat(call.toolCalls()).extracting(ToolCall::arguments).containsExactly("{}");
    }

    @Test
    void aNameThatProvidersDoNotTakeIsTheToolsOwnAgain() throws InterruptedException {
        var tools = List.of(
                new ToolSpec(new ToolName("mcp.read:file"), "Reads.", "{\"type\":\"object\"}"),
                new ToolSpec(new ToolName("mcp_read_file"), "Reads too.", "{\"type\":\"object\"}"),
                new ToolSpec(new ToolName("mcp.list"), "Lists.", "{\"type\":\"object\"}"));
        var request = new Request("", List.of(new Message.User("list")), tools, 100, null);
        var reply = model(Turn.calls(new Turn.Call("mcp_list", "{}"), new Turn.Call("mcp_read_file", "{}")))
                .chat(request, Listener.NONE);
        assertThat(reply.toolCalls()).extracting(ToolCall::name).containsExactly("mcp.list", "mcp_read_file");
    }

    @Test
    void imagesGoWithTheirText() throws InterruptedException {
        var picture = new Image("image/png", "iVBORw0KGgo=");
        var request =
                new Request("", List.of(new Message.User("What is this?", List.of(picture))), List.of(), 100, null);
        model(Turn.text("a cat")).chat(request, Listener.NONE);
        var heard = server().heard().getFirst();
        assertThat(heard.images()).containsExactly("iVBORw0KGgo=");
        assertThat(heard.last()).isEqualTo("What is this?");
    }

    @Test
    void anAnswerCanBeBoundToASchema() throws InterruptedException {
        var schema = """
                {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""";
        var reply = model(Turn.text("{\"city\":", "\"Recife\"}"))
                .chat(asking("where?").matching(schema), Listener.NONE);
        assertThat(reply.text()).isEqualTo("{\"city\":\"Recife\"}");
        assertThat(reply.toolCalls()).isEmpty();
        assertThat(server().heard().getFirst().schema().toString()).isEqualToIgnoringCase(schema);
    }

    @Test
    void whatWasSaidBeforeIsSentTheSameAgain() throws InterruptedException {
        var model =
                model(Turn.text("I look.").thinking("hm").calling(new Turn.Call("read_file", "{}")), Turn.text("x"));
        var said = new ArrayList<Message>(List.of(new Message.User("one"), new Message.Assistant("two", List.of())));
        said.add(new Message.User("three"));
        var first = model.chat(new Request("You help.", said, List.of(READ), 100, null), Listener.NONE);
        said.add(new Message.Assistant(first.text(), first.toolCalls()));
        said.add(new Message.ToolResult(first.toolCalls().getFirst().id(), READ.name(), true, "four"));
        model.chat(new Request("You help.", said, List.of(READ), 100, null), Listener.NONE);
        var before = unmarked(server().chats().get(0));
        var after = unmarked(server().chats().get(1));
        assertThat(after).startsWith(before.substring(0, before.indexOf("three") + "three".length()));
        assertThat(after).contains("four");
    }

    /** Without what says up to where a provider's cache reaches, which moves on with the conversation. */
    private static String unmarked(JsonNode chat) {
        return chat.toString().replace(",\"cache_control\":{\"type\":\"ephemeral\"}", "");
    }
}
