package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A process that rewrites one file until it is killed, and prints a dot after each time. */
final class EndlessWriter {

    private EndlessWriter() {}

    public static void main(String[] arguments) throws IOException {
        var root = Path.of(arguments[1]);
        var ground = arguments[0].equals("StreamGround")
                ? new StreamGround(root, OptionalInt.empty())
                : new OpenatGround(root, OptionalInt.empty());
        var beneath = new Beneath(ground);
        for (char letter = 'a'; ; letter = letter == 'z' ? 'a' : (char) (letter + 1)) {
            beneath.writeAtomically(
                    "file", String.valueOf(letter).repeat(300_000).getBytes(UTF_8));
            System.out.print('.');
            System.out.flush();
        }
    }
}
