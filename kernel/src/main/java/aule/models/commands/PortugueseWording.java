package aule.models.commands;

import aule.models.commands.Reading.Trouble;
import java.util.List;

/** What the built-in model says in Portuguese. */
final class PortugueseWording implements Wording {

    private static final String CONNECT =
            "Para trabalhar com as suas próprias palavras, conecte um modelo de linguagem: abra Configurações → Modelos,"
                    + " defina OPENAI_API_KEY ou inicie o Ollama; ele é encontrado sozinho.";

    @Override
    public String greeting() {
        return "Olá! Eu sou builtin/commands, o modelo que está sempre aqui: executo comandos simples como \"crie o"
                + " arquivo notas.md com Olá\" ou \"execute `ls -la`\". Pergunte \"o que você sabe fazer?\" para ver"
                + " todos.\n\n" + CONNECT;
    }

    @Override
    public String help(List<String> forms) {
        return "Executo comandos simples, um ou vários unidos por \"depois\" ou em linhas separadas:\n\n"
                + list(forms)
                + "\n\nPonha o conteúdo entre aspas, aspas triplas, numa cerca ``` ou em <<EOF … EOF quando ele tiver"
                + " palavras como \"depois\". Se um passo não for entendido, nada é feito.\n\n" + CONNECT;
    }

    @Override
    public String puzzled(Reading.Puzzled about, List<String> nearest) {
        var which = about.steps() == 1 ? "isto" : "o passo %d de %d".formatted(about.step(), about.steps());
        return "Não entendi %s, por isso nada foi feito: %s\n\n%s\n\nOs comandos mais próximos que conheço:\n%s\n\n%s"
                .formatted(which, about.words(), reason(about.trouble()), list(nearest), CONNECT);
    }

    @Override
    public String reason(Trouble trouble) {
        return switch (trouble) {
            case UNKNOWN ->
                "Eu sou builtin/commands e só conheço comandos simples; conteúdo com palavras como \"depois\" vai entre"
                        + " aspas.";
            case NOTHING_FOLLOWS -> "Uma palavra como \"depois\" prometeu outro passo, e nenhum vem a seguir.";
            case QUOTES -> "Não está claro onde a citação termina; use aspas triplas, uma cerca ``` ou <<EOF … EOF.";
            case JOINING ->
                "Pode ser um comando ou dois. Una os passos com \"depois\", ou ponha o conteúdo entre aspas e o comando"
                        + " do shell entre crases.";
        };
    }

    @Override
    public String notOffered(Command command) {
        return "Entendi \"%s\", mas a ferramenta %s não está disponível aqui, por isso nada foi feito."
                .formatted(brief(command), command.tool());
    }

    @Override
    public String intent(int step, int steps, Command command) {
        return "Passo %d de %d: %s.".formatted(step, steps, brief(command));
    }

    @Override
    public String done(Command command) {
        return switch (command.tool()) {
            case "write_file" -> "Escrevi %s.".formatted(command.argument("path"));
            case "append_file" -> "Acrescentei a %s.".formatted(command.argument("path"));
            case "edit_file" -> "Editei %s.".formatted(command.argument("path"));
            case "read_file" -> "Li %s:".formatted(command.argument("path"));
            case "list_dir" -> "Listei %s:".formatted(folder(command));
            case "make_dir" -> "Criei a pasta %s.".formatted(command.argument("path"));
            case "move" -> "Movi %s para %s.".formatted(command.argument("from"), command.argument("to"));
            case "copy" -> "Copiei %s para %s.".formatted(command.argument("from"), command.argument("to"));
            case "delete" -> "Apaguei %s.".formatted(command.argument("path"));
            case "exec" -> "Executei `%s`:".formatted(command.argument("command"));
            case "think" -> "Pensei nisso.";
            case "ask_user" -> "Você respondeu:";
            case "memory_save" -> "Vou me lembrar disso.";
            default -> "Agendei.";
        };
    }

    @Override
    public String failed(int step, int steps, Command command) {
        return steps == 1
                ? "Isto falhou: %s.".formatted(brief(command))
                : "O passo %d de %d falhou: %s.".formatted(step, steps, brief(command));
    }

    @Override
    public String notTried(List<Command> rest) {
        return "Por causa disso não foi feito: %s."
                .formatted(String.join("; ", rest.stream().map(this::brief).toList()));
    }

    @Override
    public String brief(Command command) {
        return switch (command.tool()) {
            case "write_file" -> "escrever %s".formatted(command.argument("path"));
            case "append_file" -> "acrescentar a %s".formatted(command.argument("path"));
            case "edit_file" -> "editar %s".formatted(command.argument("path"));
            case "read_file" -> "ler %s".formatted(command.argument("path"));
            case "list_dir" -> "listar %s".formatted(folder(command));
            case "make_dir" -> "criar a pasta %s".formatted(command.argument("path"));
            case "move" -> "mover %s para %s".formatted(command.argument("from"), command.argument("to"));
            case "copy" -> "copiar %s para %s".formatted(command.argument("from"), command.argument("to"));
            case "delete" -> "apagar %s".formatted(command.argument("path"));
            case "exec" -> "executar `%s`".formatted(command.argument("command"));
            case "think" -> "pensar em %s".formatted(command.argument("thought"));
            case "ask_user" -> "perguntar %s".formatted(command.argument("question"));
            case "memory_save" -> "lembrar %s".formatted(command.argument("content"));
            default -> "agendar %s".formatted(command.argument("prompt"));
        };
    }

    private static String folder(Command command) {
        return command.argument("path").isEmpty() ? "os arquivos" : command.argument("path");
    }

    private static String list(List<String> forms) {
        return "- " + String.join("\n- ", forms);
    }
}
