package aule.models.commands;

import java.util.List;

/** The English forms; the first that fits a step decides. */
final class English {

    private static final String WRITE = "create file NAME with CONTENT";
    private static final String APPEND = "append CONTENT to NAME";
    private static final String REPLACE = "replace OLD with NEW in NAME";
    private static final String READ = "read NAME";
    private static final String LINES = "read lines 3 to 10 of NAME";
    private static final String LIST = "list files in FOLDER";
    private static final String FOLDER = "create folder NAME";
    private static final String MOVE = "move NAME to NAME";
    private static final String COPY = "copy NAME to NAME";
    private static final String DELETE = "delete NAME";
    private static final String RUN = "run `COMMAND`";
    private static final String TIMED = "run `COMMAND` for at most 60 seconds";
    private static final String THINK = "think about TEXT";
    private static final String ASK = "ask me QUESTION";
    private static final String REMEMBER = "remember that TEXT";
    private static final String SCHEDULE = "every 2 hours TEXT";

    private static final String ARTICLES = "[a|an|the|new|text]*";

    static final List<Rule> RULES = List.of(
            rule(FOLDER, "make_dir", "create|make|add " + ARTICLES + " folder|directory|dir [called|named] {path}"),
            rule(FOLDER, "make_dir", "mkdir {path}"),
            rule(
                    WRITE,
                    "write_file",
                    "create|make|write|add [an|the]* empty [text] file [called|named] {path}",
                    Shapes.EMPTY),
            rule(
                    WRITE,
                    "write_file",
                    "create|make|write|save|add " + ARTICLES + " file [called|named] {path} {with:en} {content}",
                    Shapes.LINE),
            rule(
                    WRITE,
                    "write_file",
                    "create|make|write|save|add " + ARTICLES + " file [called|named] {path} {block}",
                    Shapes.LINE),
            rule(WRITE, "write_file", "create|write|make {file} {with:en} {content}", Shapes.LINE),
            rule(WRITE, "write_file", "create|write|make {file} {block}", Shapes.LINE),
            rule(WRITE, "write_file", "write|save|put {content} to|into|in|as [the|a|new]* file {path}", Shapes.LINE),
            rule(WRITE, "write_file", "write|save|put {content} to|into|in|as {file}", Shapes.LINE),
            rule(APPEND, "append_file", "append to [the] [file] {path} {with:en} {content}", Shapes.LINE),
            rule(APPEND, "append_file", "append to [the] [file] {path} {block}", Shapes.LINE),
            rule(
                    APPEND,
                    "append_file",
                    "append|add [the_line|a_line|line|the_text|text] {content} to [the_end_of] [the] file {path}",
                    Shapes.LINE),
            rule(
                    APPEND,
                    "append_file",
                    "append|add [the_line|a_line|line|the_text|text] {content} to [the_end_of] {file}",
                    Shapes.LINE),
            rule(REPLACE, "edit_file", "replace {search} with|by {replace} in [the] [file] {path}"),
            rule(REPLACE, "edit_file", "change {search} to|into {replace} in [the] file {path}"),
            rule(REPLACE, "edit_file", "change {search} to|into {replace} in {file}"),
            rule(REPLACE, "edit_file", "in [the] [file] {path} replace {search} with|by {replace}"),
            rule(REPLACE, "edit_file", "in [the] [file] {path} change {search} to|into {replace}"),
            rule(
                    LINES,
                    "read_file",
                    "read|show|display|cat [me] [the] lines? {range} of|from|in [the] [file] {path}",
                    Shapes.RANGE),
            rule(LINES, "read_file", "read|show|display|cat [me] [the] [file] {path} lines? {range}", Shapes.RANGE),
            rule(
                    LINES,
                    "read_file",
                    "read|show|display|cat [me] [the] first {number} lines of|from|in [the] [file] {path}",
                    Shapes.HEAD),
            rule(LIST, "list_dir", "list|show [me] [all] [the|my]* files|folder|directory|folders"),
            rule(
                    LIST,
                    "list_dir",
                    "list|show [me] [all] [the|my]* files|folders in|of|inside|under [the] [folder|directory] {path}"),
            rule(LIST, "list_dir", "list [the] folder|directory {path}"),
            rule(LIST, "list_dir", "what|which files are there|here"),
            rule(READ, "read_file", "read|show|display|cat [me] [the] [contents?_of] [the] file {path}"),
            rule(READ, "read_file", "read|cat [the] [contents?_of] {path}"),
            rule(READ, "read_file", "show|display [me] [the] [contents?_of] {file}"),
            rule(LIST, "list_dir", "list {path}"),
            rule(MOVE, "move", "move|rename [the] [file|folder] {from} to|as [the] [file|folder] {to}"),
            rule(COPY, "copy", "copy [the] [file|folder] {from} to|as {to}"),
            rule(DELETE, "delete", "delete|remove|erase [the] [file|folder|directory] {path}"),
            rule(
                    TIMED,
                    "exec",
                    "run|execute [the_command|command]: {quoted} for_at_most|within|with_a_timeout_of {seconds} seconds?",
                    Shapes.TIMED),
            rule(RUN, "exec", "run|execute [the_command|command|the_shell_command]: {command}"),
            rule(THINK, "think", "think [about|of] {thought}"),
            rule(ASK, "ask_user", "ask [me] {question}"),
            rule(REMEMBER, "memory_save", "remember [that] {content}", Shapes.FACT),
            rule(SCHEDULE, "schedule_task", "every {number} {unit} {content}", Shapes.CRON),
            rule(SCHEDULE, "schedule_task", "every {unit} {content}", Shapes.CRON));

    private English() {}

    private static Rule rule(String form, String tool, String template) {
        return rule(form, tool, template, Shapes.AS_IS);
    }

    private static Rule rule(String form, String tool, String template, Rule.Shaping shaping) {
        return Rule.of(Language.ENGLISH, form, tool, template, shaping);
    }
}
