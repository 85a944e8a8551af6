package org.kaskado.media.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The text of one Java file in the making. */
final class SourceFile {
    private static final int LINE = 110;

    private final String packageName;
    private final String name;
    private final Set<String> imports = new TreeSet<>();
    private final StringBuilder body = new StringBuilder();

    SourceFile(String packageName, String name) {
        this.packageName = packageName;
        this.name = name;
    }

    /** Imports a class when it lies elsewhere, and gives its simple name. */
    String use(String qualifiedName) {
        int dot = qualifiedName.lastIndexOf('.');
        if (!qualifiedName.substring(0, dot).equals(packageName)) {
            imports.add(qualifiedName);
        }
        return qualifiedName.substring(dot + 1);
    }

    SourceFile line(int depth, String text) {
        if (!text.isEmpty()) {
            body.append("    ".repeat(depth)).append(text);
        }
        body.append('\n');
        return this;
    }

    /** A Javadoc comment: a sentence, and block tags. */
    SourceFile doc(int depth, String sentence, List<String> tags) {
        line(depth, "/**");
        wrap(depth, escape(sentence));
        if (!tags.isEmpty()) {
            line(depth, " *");
            tags.forEach(tag -> wrap(depth, tag));
        }
        return line(depth, " */");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;");
    }

    private void wrap(int depth, String text) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        StringBuilder line = new StringBuilder(" *");
        for (String word : words) {
            if (line.length() + word.length() + 4 * depth >= LINE) {
                line(depth, line.toString());
                line = new StringBuilder(text.startsWith("@") ? " *    " : " *");
            }
            line.append(' ').append(word);
        }
        line(depth, line.toString());
    }

    void save(Path output) throws IOException {
        use("javax.annotation.processing.Generated");
        StringBuilder text = new StringBuilder("package ").append(packageName).append(";\n\n");
        imports.forEach(one -> text.append("import ").append(one).append(";\n"));
        text.append('\n').append(body);
        Path file = output.resolve(packageName.replace('.', '/')).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        if (!Files.exists(file) || !Files.readString(file).contentEquals(text)) {
            Files.writeString(file, text);
        }
    }
}
