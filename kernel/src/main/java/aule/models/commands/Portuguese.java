package aule.models.commands;

import java.util.List;

/** The Portuguese forms; the first that fits a step decides. */
final class Portuguese {

    private static final String WRITE = "crie o arquivo NOME com CONTEÚDO";
    private static final String APPEND = "adicione CONTEÚDO ao arquivo NOME";
    private static final String REPLACE = "troque ANTIGO por NOVO em NOME";
    private static final String READ = "leia NOME";
    private static final String LINES = "leia as linhas 3 a 10 de NOME";
    private static final String LIST = "liste os arquivos de PASTA";
    private static final String FOLDER = "crie a pasta NOME";
    private static final String MOVE = "mova NOME para NOME";
    private static final String COPY = "copie NOME para NOME";
    private static final String DELETE = "apague NOME";
    private static final String RUN = "execute `COMANDO`";
    private static final String TIMED = "execute `COMANDO` por até 60 segundos";
    private static final String THINK = "pense em TEXTO";
    private static final String ASK = "pergunte PERGUNTA";
    private static final String REMEMBER = "lembre que TEXTO";
    private static final String SCHEDULE = "a cada 2 horas TEXTO";

    private static final String CREATE = "cri(?:e|ar|a)|faça|faca|fazer";
    private static final String PUT = CREATE + "|escrev(?:a|er)|grav(?:e|ar)|salv(?:e|ar)";
    private static final String ADD = "adicion(?:e|ar|a)|acrescent(?:e|ar|a)|anex(?:e|ar|a)|inclu(?:a|ir)";
    private static final String CHANGE = "troque|trocar|substitu(?:a|ir)|mud(?:e|ar)|altere|alterar";
    private static final String SHOW = "mostr(?:e|ar|a)|exib(?:a|ir)";
    private static final String READING = "leia|ler|lê|" + SHOW;
    private static final String ERASE = "apague|apagar|delet(?:e|ar)|exclu(?:a|ir)|remov(?:a|er)";
    private static final String EXECUTE = "execut(?:e|ar|a)|rod(?:e|ar|a)";
    private static final String LISTING = "list(?:e|ar|a)|" + SHOW;
    private static final String THE = "[o|os|a|as|um|uma|novo|nova]*";
    private static final String OF = "de|do|da|em|no|na|dentro_de|dentro_da";
    private static final String CONTENT_OF = "[o_conte[úu]do_d[eoa]|conte[úu]do_d[eoa]]";

    static final List<Rule> RULES = List.of(
            rule(FOLDER, "make_dir", CREATE + " " + THE + " pasta|diret[óo]rio [chamada|chamado] {path}"),
            rule(WRITE, "write_file", PUT + " " + THE + " arquivo vazio [chamado] {path}", Shapes.EMPTY),
            rule(
                    WRITE,
                    "write_file",
                    PUT + " " + THE + " arquivo [de_texto] [chamado] {path} {with:pt} {content}",
                    Shapes.LINE),
            rule(WRITE, "write_file", PUT + " " + THE + " arquivo [de_texto] [chamado] {path} {block}", Shapes.LINE),
            rule(WRITE, "write_file", CREATE + " {file} {with:pt} {content}", Shapes.LINE),
            rule(WRITE, "write_file", CREATE + " {file} {block}", Shapes.LINE),
            rule(
                    WRITE,
                    "write_file",
                    "escrev(?:a|er)|grav(?:e|ar)|salv(?:e|ar) {content} no|em [um|o|novo]* arquivo {path}",
                    Shapes.LINE),
            rule(
                    WRITE,
                    "write_file",
                    "escrev(?:a|er)|grav(?:e|ar)|salv(?:e|ar) {content} no|em|na|como {file}",
                    Shapes.LINE),
            rule(
                    APPEND,
                    "append_file",
                    ADD + " ao|no [fim_do|final_do] [arquivo] {path} {with:pt} {content}",
                    Shapes.LINE),
            rule(APPEND, "append_file", ADD + " ao|no [fim_do|final_do] [arquivo] {path} {block}", Shapes.LINE),
            rule(
                    APPEND,
                    "append_file",
                    ADD + " [a_linha|uma_linha|linha|o_texto|texto] {content} ao|no [fim_do|final_do] arquivo {path}",
                    Shapes.LINE),
            rule(
                    APPEND,
                    "append_file",
                    ADD
                            + " [a_linha|uma_linha|linha|o_texto|texto] {content} ao_fim_de|ao_final_de|no_fim_de|no_final_de|a|ao|em|no|na {file}",
                    Shapes.LINE),
            rule(REPLACE, "edit_file", CHANGE + " {search} por|para {replace} em|no|na [o] [arquivo] {path}"),
            rule(REPLACE, "edit_file", "no|em [o] [arquivo] {path} " + CHANGE + " {search} por|para {replace}"),
            rule(
                    LINES,
                    "read_file",
                    READING + " [me] [a|as] linhas? {range} de|do|em|no [arquivo] {path}",
                    Shapes.RANGE),
            rule(
                    LINES,
                    "read_file",
                    READING + " [me] [o] [arquivo] {path} [da|das|a|as|na|nas] linhas? {range}",
                    Shapes.RANGE),
            rule(
                    LINES,
                    "read_file",
                    READING + " [me] [as] primeiras {number} linhas de|do [arquivo] {path}",
                    Shapes.HEAD),
            rule(
                    LINES,
                    "read_file",
                    READING + " [me] [as] {number} primeiras linhas de|do [arquivo] {path}",
                    Shapes.HEAD),
            rule(LIST, "list_dir", LISTING + " [me] [todos] [o|os|a|as|meus]* arquivos|pasta|pastas|diret[óo]rio"),
            rule(
                    LIST,
                    "list_dir",
                    LISTING + " [me] [todos] [o|os|a|as|meus]* arquivos|pastas " + OF + " [pasta|diret[óo]rio] {path}"),
            rule(LIST, "list_dir", LISTING + " [a|o] pasta|diret[óo]rio {path}"),
            rule(LIST, "list_dir", "que|quais arquivos existem|h[áa]"),
            rule(READ, "read_file", READING + " [me] " + CONTENT_OF + " [o] arquivo {path}"),
            rule(READ, "read_file", "leia|ler|lê " + CONTENT_OF + " {path}"),
            rule(READ, "read_file", SHOW + " [me] " + CONTENT_OF + " [o] {file}"),
            rule(LIST, "list_dir", "list(?:e|ar|a) {path}"),
            rule(
                    MOVE,
                    "move",
                    "mov(?:a|er)|renome(?:ie|ar) [o|a] [arquivo|pasta] {from} para|como [o|a] [arquivo|pasta] {to}"),
            rule(COPY, "copy", "copi(?:e|ar) [o|a] [arquivo|pasta] {from} para {to}"),
            rule(DELETE, "delete", ERASE + " [o|a] [arquivo|pasta|diret[óo]rio] {path}"),
            rule(
                    TIMED,
                    "exec",
                    EXECUTE + " [o_comando|comando]: {quoted} por_at[ée]|em_at[ée]|com_limite_de {seconds} segundos?",
                    Shapes.TIMED),
            rule(RUN, "exec", EXECUTE + " [o_comando|comando]: {command}"),
            rule(THINK, "think", "pens(?:e|ar) [em|sobre|no|na] {thought}"),
            rule(ASK, "ask_user", "pergunt(?:e|ar)(?:-me)? [me|a_mim] {question}"),
            rule(ASK, "ask_user", "me pergunte {question}"),
            rule(REMEMBER, "memory_save", "lembr(?:e|ar)(?:-se)? [de] [que] {content}", Shapes.FACT),
            rule(REMEMBER, "memory_save", "memori(?:ze|zar) [que] {content}", Shapes.FACT),
            rule(SCHEDULE, "schedule_task", "a|em cada {number} {unit} {content}", Shapes.CRON),
            rule(SCHEDULE, "schedule_task", "a|em cada {unit} {content}", Shapes.CRON),
            rule(SCHEDULE, "schedule_task", "todo|toda [o|a] {unit} {content}", Shapes.CRON));

    private Portuguese() {}

    private static Rule rule(String form, String tool, String template) {
        return rule(form, tool, template, Shapes.AS_IS);
    }

    private static Rule rule(String form, String tool, String template, Rule.Shaping shaping) {
        return Rule.of(Language.PORTUGUESE, form, tool, template, shaping);
    }
}
