package aule.models.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrammarTests {

    private static final String HELLO = "write_file{content=print('olá')⏎, path=hello.py}";
    private static final String PYTHON = "exec{command=python3 hello.py}";

    static Stream<Arguments> english() {
        return Stream.of(
                means("create file hello.py with print('olá') then run python3 hello.py", HELLO, PYTHON),
                means("create file hello.py with print('olá'), then run python3 hello.py", HELLO, PYTHON),
                means(
                        "Create a file called hello.py with \"print('olá')\" and then run `python3 hello.py`",
                        HELLO,
                        PYTHON),
                means("create file hello.py with \"print('olá')\" and run `python3 hello.py`", HELLO, PYTHON),
                means("create file hello.py with “print('olá')”. Then run python3 hello.py", HELLO, PYTHON),
                means("please create hello.py with print('olá')\nrun python3 hello.py", HELLO, PYTHON),
                means("1. create file hello.py with `print('olá')`\n2. run `python3 hello.py`", HELLO, PYTHON),
                means("create file hello.py: print('olá')", HELLO),
                means("create file hello.py with content print('olá')", HELLO),
                means("write \"print('olá')\" to hello.py", HELLO),
                means("write print('olá') to file hello.py; run `python3 hello.py`", HELLO, PYTHON),
                means(
                        "create file hello.py with\n```python\nprint('olá')\n```\nthen run python3 hello.py",
                        HELLO,
                        PYTHON),
                means("create file hello.py with the following content:\n\n```\nprint('olá')\n```", HELLO),
                means("create file hello.py with <<EOF\nprint('olá')\nEOF\nthen run python3 hello.py", HELLO, PYTHON),
                means("create file hello.py <<'END'\nprint('olá')\nEND", HELLO),
                means(
                        "create file hello.py with \"\"\"\nprint('olá')\n\"\"\" then run python3 hello.py",
                        HELLO,
                        PYTHON),
                means(
                        "create file a.txt with 'first this then that'",
                        "write_file{content=first this then that⏎, path=a.txt}"),
                means(
                        "create file a.txt with \"run ls; then stop\"",
                        "write_file{content=run ls; then stop⏎, path=a.txt}"),
                means("create file a.txt with I don't care", "write_file{content=I don't care⏎, path=a.txt}"),
                means("create file a.txt with 'don't panic'", "write_file{content=don't panic⏎, path=a.txt}"),
                means("create file a.txt with \"say \\\"hi\\\"\"", "write_file{content=say \"hi\"⏎, path=a.txt}"),
                means("create file a.txt with \"line 1\nline 2\"", "write_file{content=line 1⏎line 2⏎, path=a.txt}"),
                means(
                        "create file a.js with let a = 1; then run node a.js",
                        "write_file{content=let a = 1;⏎, path=a.js}",
                        "exec{command=node a.js}"),
                means(
                        "create file \"my notes.txt\" with bread and butter",
                        "write_file{content=bread and butter⏎, path=my notes.txt}"),
                means("create file then.txt with x", "write_file{content=x⏎, path=then.txt}"),
                means("create an empty file a.txt", "write_file{content=, path=a.txt}"),
                means("append \"more\" to a.txt", "append_file{content=more⏎, path=a.txt}"),
                means("add the line 'x' to the end of the file a.txt", "append_file{content=x⏎, path=a.txt}"),
                means("append to notes.md:\n```\none\ntwo\n```", "append_file{content=one⏎two⏎, path=notes.md}"),
                means("replace foo with bar in a.txt", "edit_file{path=a.txt, replace=bar, search=foo}"),
                means(
                        "replace 'a with b' with \"c in d\" in src/a.txt",
                        "edit_file{path=src/a.txt, replace=c in d, search=a with b}"),
                means("in a.txt replace 'x' with ''", "edit_file{path=a.txt, replace=, search=x}"),
                means("change 'x' to 'y' in a.txt", "edit_file{path=a.txt, replace=y, search=x}"),
                means("read a.txt", "read_file{path=a.txt}"),
                means("Show me the contents of the file a.txt.", "read_file{path=a.txt}"),
                means("show README", "read_file{path=README}"),
                means("read lines 3 to 10 of a.txt", "read_file{limit=8, offset=3, path=a.txt}"),
                means("show a.txt lines 3-10", "read_file{limit=8, offset=3, path=a.txt}"),
                means("show line 5 of a.txt", "read_file{limit=1, offset=5, path=a.txt}"),
                means("show the first 10 lines of a.txt", "read_file{limit=10, offset=1, path=a.txt}"),
                means("list files", "list_dir{}"),
                means("list the files in src", "list_dir{path=src}"),
                means("list src", "list_dir{path=src}"),
                means("what files are there", "list_dir{}"),
                means("create folder src", "make_dir{path=src}"),
                means("make a new directory called 'my stuff'", "make_dir{path=my stuff}"),
                means("create folder src and list files", "make_dir{path=src}", "list_dir{}"),
                means(
                        "create folder src; list files; read a.txt",
                        "make_dir{path=src}",
                        "list_dir{}",
                        "read_file{path=a.txt}"),
                means(
                        "create folder src, and then list files. After that read a.txt",
                        "make_dir{path=src}",
                        "list_dir{}",
                        "read_file{path=a.txt}"),
                means("rename a.txt to b.txt", "move{from=a.txt, to=b.txt}"),
                means("move the file a.txt to docs/a.txt", "move{from=a.txt, to=docs/a.txt}"),
                means("copy a.txt to b.txt", "copy{from=a.txt, to=b.txt}"),
                means("delete a.txt", "delete{path=a.txt}"),
                means("remove the folder build and list files", "delete{path=build}", "list_dir{}"),
                means("run `ls -la`", "exec{command=ls -la}"),
                means("run ls -la", "exec{command=ls -la}"),
                means("run the command: ls -la", "exec{command=ls -la}"),
                means(
                        "run echo 'a then b' then run echo 'c'",
                        "exec{command=echo 'a then b'}",
                        "exec{command=echo 'c'}"),
                means("run echo 'a'|cat then run echo 'b'", "exec{command=echo 'a'|cat}", "exec{command=echo 'b'}"),
                means("run python3 -c \"print('a and b')\"", "exec{command=python3 -c \"print('a and b')\"}"),
                means("run for i in 1 2; do echo $i; done", "exec{command=for i in 1 2; do echo $i; done}"),
                means("run `if true; then echo x; fi`", "exec{command=if true; then echo x; fi}"),
                means(
                        "run cat <<EOF > a.txt\nhi then bye\nEOF\nlist files",
                        "exec{command=cat <<EOF > a.txt⏎hi then bye⏎EOF}",
                        "list_dir{}"),
                means("run ```\ncd src\nls\n```", "exec{command=cd src⏎ls⏎}"),
                means("run `sleep 90` for at most 120 seconds", "exec{command=sleep 90, timeout_seconds=120}"),
                means("run a.out", "exec{command=a.out}"),
                means("think about the plan", "think{thought=the plan}"),
                means("ask me \"Which colour?\"", "ask_user{question=Which colour?}"),
                means("remember that I like tea", "memory_save{category=fact, content=I like tea}"),
                means(
                        "every 2 hours check the news",
                        "schedule_task{cron_expr=0 */2 * * *, name=check the news, prompt=check the news, type=cron}"));
    }

    static Stream<Arguments> portuguese() {
        return Stream.of(
                means("crie o arquivo hello.py com print('olá') depois execute python3 hello.py", HELLO, PYTHON),
                means("crie o arquivo hello.py com print('olá') e depois rode python3 hello.py", HELLO, PYTHON),
                means(
                        "Crie um arquivo chamado hello.py com “print('olá')”, em seguida execute `python3 hello.py`",
                        HELLO,
                        PYTHON),
                means(
                        "criar arquivo hello.py com o conteúdo \"print('olá')\" e rode `python3 hello.py`",
                        HELLO,
                        PYTHON),
                means("por favor crie hello.py com print('olá')\nrode python3 hello.py", HELLO, PYTHON),
                means(
                        "crie o arquivo hello.py com o seguinte conteúdo:\n```python\nprint('olá')\n```\ndepois rode python3 hello.py",
                        HELLO,
                        PYTHON),
                means("crie o arquivo hello.py com conteúdo: print('olá')", HELLO),
                means(
                        "crie o arquivo hello.py com <<FIM\nprint('olá')\nFIM\ne depois rode python3 hello.py",
                        HELLO,
                        PYTHON),
                means("escreva \"print('olá')\" em hello.py", HELLO),
                means("crie um arquivo vazio a.txt", "write_file{content=, path=a.txt}"),
                means("adicione 'mais' ao arquivo a.txt", "append_file{content=mais⏎, path=a.txt}"),
                means("acrescente a linha \"x\" ao final do arquivo a.txt", "append_file{content=x⏎, path=a.txt}"),
                means("troque foo por bar em a.txt", "edit_file{path=a.txt, replace=bar, search=foo}"),
                means(
                        "substitua 'a por b' por 'c' no arquivo a.txt",
                        "edit_file{path=a.txt, replace=c, search=a por b}"),
                means("leia a.txt", "read_file{path=a.txt}"),
                means("mostre o conteúdo do arquivo a.txt", "read_file{path=a.txt}"),
                means("mostre a.txt", "read_file{path=a.txt}"),
                means("leia as linhas 3 a 10 de a.txt", "read_file{limit=8, offset=3, path=a.txt}"),
                means("mostre as primeiras 5 linhas de a.txt", "read_file{limit=5, offset=1, path=a.txt}"),
                means("liste os arquivos", "list_dir{}"),
                means("liste os arquivos da pasta src", "list_dir{path=src}"),
                means("mostre os arquivos de src", "list_dir{path=src}"),
                means("crie a pasta src e liste os arquivos", "make_dir{path=src}", "list_dir{}"),
                means("criar pasta src depois listar arquivos", "make_dir{path=src}", "list_dir{}"),
                means("mova a.txt para docs/a.txt", "move{from=a.txt, to=docs/a.txt}"),
                means("renomeie o arquivo a.txt para b.txt", "move{from=a.txt, to=b.txt}"),
                means("copie a.txt para b.txt", "copy{from=a.txt, to=b.txt}"),
                means("apague a.txt", "delete{path=a.txt}"),
                means("remova a pasta build", "delete{path=build}"),
                means("execute o comando `ls -la`", "exec{command=ls -la}"),
                means("rode ls -la então leia a.txt", "exec{command=ls -la}", "read_file{path=a.txt}"),
                means("execute `sleep 90` por até 120 segundos", "exec{command=sleep 90, timeout_seconds=120}"),
                means("pense no plano", "think{thought=plano}"),
                means("pergunte \"Qual cor?\"", "ask_user{question=Qual cor?}"),
                means("lembre-se de que eu gosto de chá", "memory_save{category=fact, content=eu gosto de chá}"),
                means(
                        "a cada 30 minutos veja as notícias",
                        "schedule_task{cron_expr=*/30 * * * *, name=veja as notícias, prompt=veja as notícias, type=cron}"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refuses("make me a sandwich", 1, Reading.Trouble.UNKNOWN),
                refuses("create file a.txt with hi then do a barrel roll", 2, Reading.Trouble.UNKNOWN),
                refuses("run ls then", 2, Reading.Trouble.NOTHING_FOLLOWS),
                refuses("run ls then then list files", 2, Reading.Trouble.NOTHING_FOLLOWS),
                refuses("create file a.txt with hello and run cat a.txt", 1, Reading.Trouble.JOINING),
                refuses("run npm install and run npm test", 1, Reading.Trouble.JOINING),
                refuses("run if true; then echo x; fi", 2, Reading.Trouble.UNKNOWN),
                refuses("create file a.txt with \"he said \"hi\" to me\"", 1, Reading.Trouble.QUOTES),
                refuses("create file a.txt with 'x'+y then run echo 'b'", 1, Reading.Trouble.QUOTES),
                refuses("create a website with react", 1, Reading.Trouble.UNKNOWN),
                refuses("write a poem to mom", 1, Reading.Trouble.UNKNOWN),
                refuses("delete everything", 1, Reading.Trouble.UNKNOWN),
                refuses("delete it", 1, Reading.Trouble.UNKNOWN),
                refuses("run the tests", 1, Reading.Trouble.UNKNOWN),
                refuses("create file a.txt", 1, Reading.Trouble.UNKNOWN),
                refuses("create file a.py with\nprint(1)\nprint(2)", 1, Reading.Trouble.UNKNOWN),
                refuses("every 7 hours check the news", 1, Reading.Trouble.UNKNOWN),
                refuses("crie o arquivo a.txt com oi depois dance", 2, Reading.Trouble.UNKNOWN),
                refuses("crie um site", 1, Reading.Trouble.UNKNOWN),
                refuses("", 1, Reading.Trouble.UNKNOWN));
    }

    private static Arguments means(String goal, String... calls) {
        return Arguments.of(goal, List.of(calls));
    }

    private static Arguments refuses(String goal, int step, Reading.Trouble trouble) {
        return Arguments.of(goal, step, trouble);
    }

    @ParameterizedTest
    @MethodSource({"english", "portuguese"})
    void aPhraseMeansItsCalls(String goal, List<String> calls) {
        assertThat(GoalReader.read(goal))
                .isInstanceOfSatisfying(
                        Reading.Understood.class,
                        it -> assertThat(it.commands().stream().map(GrammarTests::shown))
                                .containsExactlyElementsOf(calls));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotClearIsRefused(String goal, int step, Reading.Trouble trouble) {
        assertThat(GoalReader.read(goal)).isInstanceOfSatisfying(Reading.Puzzled.class, it -> {
            assertThat(it.trouble()).isEqualTo(trouble);
            assertThat(it.step()).isEqualTo(step);
        });
    }

    @ParameterizedTest
    @MethodSource("english")
    void englishIsAnsweredInEnglish(String goal, List<String> calls) {
        assertThat(GoalReader.read(goal).language()).as("%s", calls).isEqualTo(Language.ENGLISH);
    }

    @ParameterizedTest
    @MethodSource("portuguese")
    void portugueseIsAnsweredInPortuguese(String goal, List<String> calls) {
        assertThat(GoalReader.read(goal).language()).as("%s", calls).isEqualTo(Language.PORTUGUESE);
    }

    @Test
    void aLongGoalIsReadInReasonableTime() {
        var prose = "one, two and three. ".repeat(1500);
        assertThat(GoalReader.read("create file a.txt with " + prose)).isInstanceOf(Reading.Understood.class);
        assertThat(GoalReader.read("run and ".repeat(2000))).isNotNull();
        assertThat(GoalReader.read("list files and ".repeat(300) + "x")).isInstanceOf(Reading.Puzzled.class);
    }

    private static String shown(Command command) {
        return command.tool()
                + command.arguments().entrySet().stream()
                        .map(it -> it.getKey() + "="
                                + String.valueOf(it.getValue()).replace("\n", "⏎"))
                        .collect(Collectors.joining(", ", "{", "}"));
    }
}
