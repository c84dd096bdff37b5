package aule.tools;

import java.util.Map;
import java.util.regex.Pattern;

/** Which package of Debian and Ubuntu brings a program that a shell did not find. */
final class Packages {

    private static final Pattern SAID =
            Pattern.compile("(?m)(?:^|[:\\s])([A-Za-z0-9_.+-]{1,40}): (?:command )?not found$");

    private static final Map<String, String> BRINGS = Map.ofEntries(
            Map.entry("cargo", "cargo"),
            Map.entry("cmake", "cmake"),
            Map.entry("convert", "imagemagick"),
            Map.entry("curl", "curl"),
            Map.entry("dot", "graphviz"),
            Map.entry("fc-list", "fontconfig"),
            Map.entry("ffmpeg", "ffmpeg"),
            Map.entry("ffprobe", "ffmpeg"),
            Map.entry("g++", "g++"),
            Map.entry("gcc", "gcc"),
            Map.entry("git", "git"),
            Map.entry("go", "golang-go"),
            Map.entry("java", "default-jdk"),
            Map.entry("javac", "default-jdk"),
            Map.entry("jq", "jq"),
            Map.entry("make", "make"),
            Map.entry("mvn", "maven"),
            Map.entry("node", "nodejs"),
            Map.entry("npm", "npm"),
            Map.entry("npx", "npm"),
            Map.entry("pandoc", "pandoc"),
            Map.entry("pdftotext", "poppler-utils"),
            Map.entry("php", "php-cli"),
            Map.entry("pip", "python3-pip"),
            Map.entry("pip3", "python3-pip"),
            Map.entry("python", "python-is-python3"),
            Map.entry("python3", "python3"),
            Map.entry("ruby", "ruby"),
            Map.entry("rustc", "rustc"),
            Map.entry("sqlite3", "sqlite3"),
            Map.entry("tesseract", "tesseract-ocr"),
            Map.entry("unzip", "unzip"),
            Map.entry("weasyprint", "weasyprint"),
            Map.entry("wget", "wget"),
            Map.entry("zip", "zip"));

    private Packages() {}

    /** One sentence on how a person gets the program; empty if it is not known. */
    static String hint(String errors) {
        var said = SAID.matcher(errors);
        while (said.find()) {
            var brings = BRINGS.get(said.group(1));
            if (brings != null) {
                return "'%s' is not installed on this machine; a person can install it with 'apt-get install %s'."
                        .formatted(said.group(1), brings);
            }
        }
        return "";
    }
}
