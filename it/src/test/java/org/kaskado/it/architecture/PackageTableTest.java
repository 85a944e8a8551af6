package org.kaskado.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table of rooms in {@code ear/docs/architecture.md} is that of the code: rooms that have sources, in the order of the
 * house, each with the first sentence of its {@code package-info.java}. Run with {@code -Dkaskado.docs=write} to write it.
 */
final class PackageTableTest {
    private static final Pattern PACKAGE = Pattern.compile("^package ([a-z.]+);", Pattern.MULTILINE);
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final String BEGIN = "<!-- rooms: written by PackageTableTest -->\n";
    private static final String END = "<!-- end of rooms -->";
    private static final int MOST_ALLOWED_NAMED = 7;

    @Test
    void shouldListEveryRoomThatHasSources() throws IOException {
        Path document = House.root().resolve("ear/docs/architecture.md");
        String text = Files.readString(document);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        String table = table(purposes());
        if ("write".equals(System.getProperty("kaskado.docs"))) {
            Files.writeString(document, text.substring(0, from) + table + text.substring(to));
        } else {
            assertThat(rooms(text.substring(from, to)))
                    .as("rooms in %s; write the table with -Dkaskado.docs=write", document)
                    .isEqualTo(rooms(table));
        }
    }

    private static List<String> rooms(String table) {
        return table.lines().map(line -> line.split("\\|", -1)[1]).toList();
    }

    private static String table(Map<String, String> purposes) {
        StringBuilder table = new StringBuilder("| package | holds | may use |\n|---|---|---|\n");
        List<String> below = new ArrayList<>();
        for (String room : Rooms.names()) {
            if (purposes.containsKey(room)) {
                List<String> allowed =
                        Rooms.usedBy(room).stream().filter(below::contains).toList();
                String names = allowed.isEmpty()
                        ? "–"
                        : allowed.size() > MOST_ALLOWED_NAMED ? "all of its wing above" : String.join(", ", allowed);
                table.append("| `%s` | %s | %s |%n".formatted(room, purposes.get(room), names));
                below.add(room);
            }
        }
        return table.toString();
    }

    /** First sentences of the package descriptions by room; the shortest package name of a room speaks for it. */
    private static Map<String, String> purposes() throws IOException {
        Map<String, String> byPackage = new TreeMap<>();
        for (Path source : House.sources()) {
            Path info = source.resolveSibling("package-info.java");
            if (Files.exists(info)) {
                String text = Files.readString(info);
                Matcher name = PACKAGE.matcher(text);
                if (name.find()) {
                    byPackage.put(name.group(1), firstSentence(text));
                }
            }
        }
        Map<String, String> byRoom = new TreeMap<>();
        byPackage.forEach((name, sentence) -> Rooms.of(name).ifPresent(room -> byRoom.putIfAbsent(room, sentence)));
        return byRoom;
    }

    private static String firstSentence(String source) {
        Matcher javadoc = JAVADOC.matcher(source);
        if (!javadoc.find()) {
            return "";
        }
        String text = javadoc.group(1)
                .replaceAll("(?m)^\\s*\\* ?", "")
                .replaceAll("\\{@(?:code|link) (?:[\\w.]*\\.)?([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        Matcher end = Pattern.compile("\\.(?: |$)|<p>|<pre>").matcher(text);
        return (end.find() ? text.substring(0, end.start()) : text).replace("|", "\\|");
    }
}
