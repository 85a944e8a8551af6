package org.kaskado.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kaskado.catalogue.Descriptors.Access;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.catalogue.Descriptors.Shape;
import org.kaskado.catalogue.Descriptors.TypeRef;

/**
 * Keeps ear/docs/reference the print of the catalogue. {@code mvn test -pl resource-adapter/catalogue
 * -Dtest=ReferenceDocTest -Dkaskado.docs.write=true} writes it anew.
 */
class ReferenceDocTest {
    private static final Path FOLDER = Path.of("..", "..", "ear", "docs", "reference");

    private final Catalogue catalogue = Catalogues.load(getClass().getClassLoader());

    @Test
    void shouldFindThePagesFresh() throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            Path file = FOLDER.resolve(page.getKey() + ".md");
            if (Boolean.getBoolean("kaskado.docs.write")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, page.getValue());
            }
            assertThat(file)
                    .as("stale: run mvn test -pl resource-adapter/catalogue -Dtest=ReferenceDocTest"
                            + " -Dkaskado.docs.write=true and commit the file")
                    .hasContent(page.getValue());
        }
    }

    private Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        for (Descriptors.Module module : catalogue.modules()) {
            StringBuilder page = new StringBuilder("# Module `" + module.name() + "`\n\n")
                    .append("Written by the build from `META-INF/kaskado/catalogue/")
                    .append(module.name())
                    .append(
                            ".kmd.json`. The Java Media API has each name as it is here; see its Javadoc for signatures.\n"
                                    + "A type also has what the types that it extends have. Creating one that this version does not offer yet is"
                                    + " refused with error 40108.\n");
            module.types().forEach(type -> type(page, type));
            section(
                    page,
                    "Events",
                    module.events(),
                    event -> row(event.name(), event.parent(), event.doc(), event.members()));
            section(
                    page,
                    "Registers",
                    module.registers(),
                    one -> row(one.name(), one.parent(), one.doc(), one.members()));
            section(
                    page,
                    "Enumerations",
                    module.enumerations(),
                    one -> "- **" + one.name() + "**: " + one.doc() + " "
                            + one.values().stream().collect(Collectors.joining("`, `", "`", "`")) + "\n");
            pages.put(module.name(), page.toString());
        }
        return pages;
    }

    private static <T> void section(
            StringBuilder page, String title, List<T> items, java.util.function.Function<T, String> row) {
        if (!items.isEmpty()) {
            page.append("\n## ").append(title).append("\n\n");
            items.forEach(item -> page.append(row.apply(item)));
        }
    }

    private static void type(StringBuilder page, Descriptors.Type type) {
        page.append("\n## ").append(type.name()).append("\n\n").append(type.doc());
        page.append(type.isAbstract() ? " Abstract." : "");
        page.append(type.parent() == null ? "" : " Extends " + type.parent() + ".")
                .append("\n");
        table(
                page,
                "constructor parameter",
                type.constructor().stream().map(ReferenceDocTest::cells).toList());
        table(
                page,
                "property",
                type.properties().stream()
                        .map(one -> cells(one.member())
                                + (one.access() == Access.READ_WRITE
                                        ? ""
                                        : one.access() == Access.FINAL ? " Fixed." : " Read only."))
                        .toList());
        type.operations()
                .forEach(one -> page.append("\n- `")
                        .append(one.name())
                        .append(one.parameters().stream()
                                .map(parameter -> parameter.name() + (parameter.isOptional() ? "?" : ""))
                                .collect(Collectors.joining(", ", "(", ")`")))
                        .append(one.returns() == null ? "" : " → " + written(one.returns()))
                        .append(": ")
                        .append(one.doc())
                        .append(one.parameters().isEmpty() ? "" : "\n")
                        .append(one.parameters().stream()
                                .map(parameter -> "  - " + line(parameter))
                                .collect(Collectors.joining("\n"))));
        page.append(type.operations().isEmpty() ? "" : "\n");
        if (!type.events().isEmpty()) {
            page.append("\nEvents: ").append(String.join(", ", type.events())).append("\n");
        }
    }

    private static void table(StringBuilder page, String title, List<String> rows) {
        if (!rows.isEmpty()) {
            page.append("\n| ").append(title).append(" | type | default | |\n|---|---|---|---|\n");
            rows.forEach(row -> page.append("| ").append(row).append(" |\n"));
        }
    }

    private static String cells(Member member) {
        return "`" + member.name() + "` | " + written(member.type()) + " | "
                + (member.defaultValue() == null ? "" : "`" + member.defaultValue() + "`") + " | " + bounded(member);
    }

    private static String line(Member member) {
        return "`" + member.name() + "`: " + written(member.type())
                + (member.defaultValue() == null ? "" : " = `" + member.defaultValue() + "`") + ". " + bounded(member);
    }

    private static String bounded(Member member) {
        return member.doc()
                + (member.minimum() == null ? "" : " At least " + plain(member.minimum()) + ".")
                + (member.maximum() == null ? "" : " At most " + plain(member.maximum()) + ".");
    }

    private static String row(String name, String parent, String doc, List<Member> members) {
        return "- **" + name + "**" + (parent == null ? "" : " extends " + parent) + ": " + doc + "\n"
                + members.stream().map(member -> "  - " + line(member) + "\n").collect(Collectors.joining());
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private static String written(TypeRef type) {
        return type.name() + (type.shape() == Shape.LIST ? "[]" : type.shape() == Shape.MAP ? "<>" : "");
    }
}
