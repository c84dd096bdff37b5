package aule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.testkit.TempDatabase;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStatementsTests {

    private static final String NUMBER = "SELECT :number";

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = TempDatabase.open(folder, "journal");
        database.write(handle -> handle.execute("CREATE TABLE note (text VARCHAR(9) NOT NULL UNIQUE)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void prepareATextOnce() {
        assertThat(prepared(1)).isSameAs(prepared(2));
    }

    @Test
    void giveATextThatIsInUseAStatementOfItsOwn() {
        var pairs = database.<List<String>>write(
                handle -> handle.createQuery("SELECT 1 UNION SELECT 2 ORDER BY 1").mapTo(Integer.class).stream()
                        .map(one -> one + "-" + sum(handle, one))
                        .toList());

        assertThat(pairs).containsExactly("1-3", "2-3");
    }

    @Test
    void goOnAfterOneThatWasRefused() {
        add("a");

        assertThatThrownBy(() -> add("a")).hasMessageContaining("UNIQUE");
        add("b");

        assertThat(notes()).containsExactly("a", "b");
    }

    @Test
    void hearWhatWasWrittenSinceTheyWereUsed() {
        add("a");
        assertThat(notes()).containsExactly("a");

        add("b");

        assertThat(notes()).containsExactly("a", "b");
    }

    @Test
    void fitATableThatWasChangedSince() {
        add("a");
        database.write(handle -> handle.execute("ALTER TABLE note ADD COLUMN at BIGINT NOT NULL DEFAULT 7"));

        assertThat(database.<List<Long>>write(handle -> {
                    handle.createQuery("SELECT * FROM note").mapToMap().list();
                    handle.execute("ALTER TABLE note ADD COLUMN seq BIGINT NOT NULL DEFAULT 8");
                    return handle.createQuery("SELECT * FROM note")
                            .map((row, _) -> row.getLong("at") + row.getLong("seq"))
                            .list();
                }))
                .containsExactly(15L);
    }

    @Test
    void closeWhatWasUsedLongestAgo() throws Exception {
        var first = prepared(1);

        IntStream.range(0, 200)
                .forEach(number -> database.write(handle -> handle.createQuery("SELECT " + number)
                        .mapTo(Integer.class)
                        .one()));

        assertThat(first.isClosed()).isTrue();
        assertThat(prepared(1)).isNotSameAs(first);
    }

    private Statement prepared(int number) {
        return database.write(handle -> {
            var query = handle.createQuery(NUMBER).bind("number", number);
            assertThat(query.mapTo(Integer.class).one()).isEqualTo(number);
            return query.getContext().getStatement();
        });
    }

    /** Executes the text of the query around it, within it. */
    private static int sum(Handle handle, int one) {
        assertThat(one).isPositive();
        return handle.createQuery("SELECT 1 UNION SELECT 2 ORDER BY 1").mapTo(Integer.class).stream()
                .mapToInt(it -> it)
                .sum();
    }

    private void add(String text) {
        database.write(handle -> handle.execute("INSERT INTO note (text) VALUES (?)", text));
    }

    private List<String> notes() {
        return database.read(handle -> handle.createQuery("SELECT text FROM note ORDER BY text")
                .mapTo(String.class)
                .list());
    }
}
