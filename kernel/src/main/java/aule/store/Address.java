package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a kernel keeps its database: files of its own, or a PostgreSQL server that kernels may share. */
public sealed interface Address {

    /** SQLite files in an existing folder. */
    record Files(Path folder) implements Address {

        String database(String name) {
            return "jdbc:sqlite:" + folder.resolve(name);
        }

        @Override
        public String shown() {
            return "sqlite:" + folder.resolve("aule.db");
        }
    }

    /**
     * A PostgreSQL database.
     *
     * @param hosts {@code HOST} or {@code HOST:PORT}, several with commas between them
     * @param parameters settings of the driver, {@code NAME=VALUE} with {@code &} between them
     */
    record Server(String hosts, String database, Optional<String> user, Optional<String> password, String parameters)
            implements Address {

        private static final Pattern FORM =
                Pattern.compile("postgres(?:ql)?://(?:([^/?:@]*)(?::([^/?@]*))?@)?([^/?@]+)/([^/?@]+)(?:\\?(.*))?");

        static Server parse(String text, Map<String, String> environment) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new AuleException(
                        ErrorCode.INVALID,
                        "The store is no address of the form postgres://USER@HOST:PORT/DATABASE; in names and passwords write @ as %40, : as %3A, / as %2F and ? as %3F.");
            }
            var parameters = Stream.ofNullable(parts.group(5))
                    .flatMap(Pattern.compile("&")::splitAsStream)
                    .toList();
            return new Server(
                    parts.group(3),
                    parts.group(4),
                    decoded(parts.group(1)).or(() -> named("user=", parameters)),
                    decoded(parts.group(2))
                            .or(() -> named("password=", parameters))
                            .or(() -> Optional.ofNullable(environment.get("PGPASSWORD"))),
                    parameters.stream()
                            .filter(it -> !it.startsWith("user=") && !it.startsWith("password="))
                            .collect(Collectors.joining("&")));
        }

        private static Optional<String> named(String name, List<String> parameters) {
            return parameters.stream()
                    .filter(it -> it.startsWith(name))
                    .findFirst()
                    .flatMap(it -> decoded(it.substring(name.length())));
        }

        private static Optional<String> decoded(@Nullable String part) {
            return Optional.ofNullable(part)
                    .filter(it -> !it.isEmpty())
                    .map(it -> URLDecoder.decode(it.replace("+", "%2B"), StandardCharsets.UTF_8));
        }

        /** The address as the driver reads it, without whoever signs in. */
        String url() {
            return "jdbc:postgresql://%s/%s%s".formatted(hosts, database, parameters.isEmpty() ? "" : "?" + parameters);
        }

        @Override
        public String shown() {
            return "postgres://%s/%s".formatted(hosts, database);
        }

        /** Never says the password. */
        @Override
        public String toString() {
            return shown();
        }
    }

    /** For people; never with a password. */
    String shown();

    /**
     * Reads {@code postgres://USER:PASSWORD@HOST:PORT/DATABASE}. A password that is not named there comes from
     * {@code PGPASSWORD}, or from the file that {@code PGPASSFILE} names, or from {@code ~/.pgpass}.
     *
     * @throws AuleException with {@code INVALID} if it is no such address; the sentence does not repeat it
     */
    static Address of(String text, Map<String, String> environment) {
        return Server.parse(text, environment);
    }
}
