package aule.testkit;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/** The places in memory at which SQLite's library, an ELF file of 64 bits, keeps the addresses of functions it calls. */
final class SqliteImports {

    private static final String LIBRARY = "sqlitejdbc";
    private static final int RELOCATIONS = 4; // SHT_RELA
    private static final int SECTIONS_AT = 0x28;
    private static final int SECTION_SIZE = 0x3A;
    private static final int SECTION_COUNT = 0x3C;
    private static final int RELOCATION_SIZE = 24;
    private static final int SYMBOL_SIZE = 24;

    private static @Nullable SqliteImports loaded;

    private final long base;
    private final ByteBuffer file;
    private final Map<String, List<Long>> places = new HashMap<>();

    private SqliteImports(long base, ByteBuffer file) {
        this.base = base;
        this.file = file;
    }

    /** Of the library that is loaded into this process. */
    static synchronized SqliteImports here() throws IOException {
        var known = loaded;
        if (known == null) {
            known = read();
            loaded = known;
        }
        return known;
    }

    private static SqliteImports read() throws IOException {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new IOException("SQLite's library was not loaded.", e);
        }
        for (var line : Files.readAllLines(Path.of("/proc/self/maps"))) {
            var fields = line.split("\\s+", 6); // addresses, permissions, offset, device, inode, file
            if (fields.length > 5 && fields[5].contains(LIBRARY) && Long.parseLong(fields[2], 16) == 0) {
                var base = Long.parseUnsignedLong(fields[0].split("-", 2)[0], 16);
                var content =
                        ByteBuffer.wrap(Files.readAllBytes(Path.of(fields[5]))).order(ByteOrder.LITTLE_ENDIAN);
                var imports = new SqliteImports(base, content);
                imports.readSections();
                return imports;
            }
        }
        throw new IOException("SQLite's library is not in this process.");
    }

    /** From now on SQLite calls another function of the same shape. */
    void replace(String function, MemorySegment other) {
        var here = places.getOrDefault(function, List.of());
        if (here.isEmpty()) {
            throw new IllegalStateException("SQLite's library does not call " + function + ".");
        }
        for (var place : here) {
            MemorySegment.ofAddress(base + place)
                    .reinterpret(JAVA_LONG.byteSize())
                    .set(JAVA_LONG, 0, other.address());
        }
    }

    private void readSections() {
        for (var number = 0; number < file.getShort(SECTION_COUNT); number++) {
            var section = section(number);
            if (section.type == RELOCATIONS) {
                readRelocations(section);
            }
        }
    }

    private void readRelocations(Section relocations) {
        var symbols = section(relocations.link);
        var names = section(symbols.link);
        for (var at = relocations.offset; at < relocations.offset + relocations.size; at += RELOCATION_SIZE) {
            var symbol = file.getInt(at + 12); // the upper half of r_info
            var name = text(names.offset + file.getInt(symbols.offset + symbol * SYMBOL_SIZE));
            places.computeIfAbsent(name, _ -> new ArrayList<>()).add(file.getLong(at));
        }
    }

    private Section section(int number) {
        var at = (int) file.getLong(SECTIONS_AT) + number * file.getShort(SECTION_SIZE);
        return new Section(
                file.getInt(at + 4),
                (int) file.getLong(at + 0x18),
                (int) file.getLong(at + 0x20),
                file.getInt(at + 0x28));
    }

    private String text(int at) {
        var end = at;
        while (file.get(end) != 0) {
            end++;
        }
        var bytes = new byte[end - at];
        file.get(at, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private record Section(int type, int offset, int size, int link) {}
}
