package org.kaskado.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code ear/docs/conformance.md} as the tests say: which section of which specification is shown where. */
final class ConformanceTest {
    private static final Pattern CITED = Pattern.compile("RFC (\\d{3,5}) §([0-9A-Z]+(?:\\.[0-9]+)*)");
    private static final Pattern MORE_SECTIONS = Pattern.compile("\\G(?:,| and| or) §?([0-9]+(?:\\.[0-9]+)+)");

    /** A test that is new may be missing for a while; a section that no test shows any more may not be claimed. */
    @Test
    void shouldClaimNoSectionThatNoTestCites() throws IOException {
        Path document = House.root().resolve("ear/docs/conformance.md");
        if ("write".equals(System.getProperty("kaskado.docs"))) {
            Files.writeString(document, document());
        }
        Set<String> cited = claims(document());
        assertThat(claims(Files.readString(document)))
                .as("write the table with -Dtest=ConformanceTest -Dkaskado.docs=write")
                .isNotEmpty()
                .allMatch(cited::contains);
    }

    /** Each specification, section and test of a table. */
    private static Set<String> claims(String table) {
        Set<String> claims = new TreeSet<>();
        table.lines()
                .filter(line -> line.startsWith("| RFC"))
                .map(line -> line.split(" *\\| *"))
                .forEach(cells -> {
                    for (String test : cells[3].split(", ")) {
                        claims.add(cells[1] + " " + cells[2] + " " + test);
                    }
                });
        return claims;
    }

    private static String document() throws IOException {
        StringBuilder text = new StringBuilder("# Conformance\n\n"
                + "Sections of specifications and the tests that show them. Written by the build from `@Spec` annotations\n"
                + "and citations in test sources; what each package leaves out is in its `package-info.java`.\n\n"
                + "| specification | section | shown by |\n|---|---|---|\n");
        citations()
                .forEach((rfc, sections) -> sections.forEach((section, tests) -> text.append("| RFC ")
                        .append(rfc)
                        .append(" | ")
                        .append(section)
                        .append(" | ")
                        .append(tests.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")))
                        .append(" |\n")));
        return text.toString();
    }

    /** Test classes by section by number of the RFC. */
    private static Map<Integer, Map<String, Set<String>>> citations() throws IOException {
        Map<Integer, Map<String, Set<String>>> cited = new TreeMap<>();
        for (Path test : House.tests()) {
            String name = test.getFileName().toString().replace(".java", "");
            String source = Files.readString(test).replaceAll("\\s*\\n\\s*(?:\\*|//)\\s*", " ");
            for (MatchResult citation : CITED.matcher(source).results().toList()) {
                Map<String, Set<String>> sections =
                        cited.computeIfAbsent(Integer.valueOf(citation.group(1)), rfc -> new TreeMap<>(inOrder()));
                sections.computeIfAbsent(citation.group(2), section -> new TreeSet<>())
                        .add(name);
                var more = MORE_SECTIONS.matcher(source).region(citation.end(), source.length());
                while (more.find()) {
                    sections.computeIfAbsent(more.group(1), section -> new TreeSet<>())
                            .add(name);
                }
            }
        }
        return cited;
    }

    /** 4.2 before 4.10, and appendices last. */
    private static Comparator<String> inOrder() {
        return Comparator.comparing(section -> Pattern.compile("\\d+")
                .matcher(section)
                .replaceAll(number -> "%5s".formatted(number.group()).replace(' ', '0')));
    }
}
