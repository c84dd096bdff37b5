package aule.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.kernel.FileChange;
import java.util.List;

/** Keeps a page for people to see in the preview, where it can do no harm. */
record Page(Desk desk) {

    private static final String FOLDER = "pages";

    Tool.Result show(String html) {
        var number = 1;
        while (desk.find(name(number)).isPresent()) {
            number++;
        }
        var bytes = html.getBytes(UTF_8);
        desk.mkdirs(FOLDER);
        desk.write(name(number), bytes);
        var change = new FileChange(name(number), "created", bytes.length, 0, 0);
        return Tool.Result.success(
                "The page is %s; people can open it in the preview.".formatted(name(number)), List.of(change));
    }

    private static String name(int number) {
        return FOLDER + "/page-" + number + ".html";
    }
}
