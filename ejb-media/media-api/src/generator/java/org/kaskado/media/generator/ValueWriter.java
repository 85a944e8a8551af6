package org.kaskado.media.generator;

import static org.kaskado.media.generator.JavaTypes.EVENTS;
import static org.kaskado.media.generator.JavaTypes.MEDIA;
import static org.kaskado.media.generator.JavaTypes.eventName;
import static org.kaskado.media.generator.JavaTypes.small;

import java.util.ArrayList;
import java.util.List;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.Descriptors;
import org.kaskado.catalogue.Descriptors.Member;

/**
 * Writes enumerations, registers and events. A register or event that others extend becomes an interface; when it may occur
 * itself, its record is nested in it and is called {@code Value}.
 */
final class ValueWriter {
    private final Catalogue catalogue;

    ValueWriter(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    SourceFile enumeration(Descriptors.Enumeration enumeration) {
        SourceFile file = new SourceFile(MEDIA, enumeration.name());
        file.doc(0, enumeration.doc(), List.of());
        generated(file, enumeration.module(), enumeration.name());
        file.line(0, "public enum " + enumeration.name() + " {");
        file.line(1, String.join(",\n    ", enumeration.values()));
        return file.line(0, "}");
    }

    SourceFile register(Descriptors.Register register) {
        SourceFile file = new SourceFile(MEDIA, register.name());
        List<Member> members = catalogue.allMembers(register);
        String parent = register.parent() == null ? null : register.parent();
        if (catalogue.modules().stream()
                .flatMap(module -> module.registers().stream())
                .anyMatch(other -> register.name().equals(other.parent()))) {
            declaration(file, register.doc(), register.module(), register.name());
            interfaceOf(file, register.name(), parent, register.members());
            file.doc(1, "Exactly this, and nothing more special.", docs(members));
            record(file, 1, "Value", members, register.name());
            return file.line(0, "}");
        }
        file.doc(0, register.doc(), docs(members));
        generated(file, register.module(), register.name());
        return record(file, 0, register.name(), members, parent);
    }

    SourceFile event(Descriptors.Event event) {
        String name = eventName(event.name());
        SourceFile file = new SourceFile(EVENTS, name);
        String parent = event.parent() == null ? null : eventName(event.parent());
        if (catalogue.modules().stream()
                .flatMap(module -> module.events().stream())
                .anyMatch(other -> event.name().equals(other.parent()))) {
            declaration(file, event.doc(), event.module(), event.name());
            interfaceOf(file, name, parent == null ? file.use(MEDIA + ".RaisedEvent") : parent, event.members());
            return file.line(0, "}");
        }
        List<Member> members = catalogue.allMembers(event);
        file.doc(0, event.doc(), docs(members));
        generated(file, event.module(), event.name());
        return record(file, 0, name, members, parent);
    }

    private static void declaration(SourceFile file, String doc, String module, String name) {
        file.doc(0, doc, List.of());
        generated(file, module, name);
    }

    private static void interfaceOf(SourceFile file, String name, String parent, List<Member> members) {
        JavaTypes java = new JavaTypes(file);
        file.line(0, "public interface " + name + (parent == null ? "" : " extends " + parent) + " {");
        for (Member member : members) {
            file.doc(1, member.doc(), List.of());
            file.line(1, java.component(member) + " " + small(member.name()) + "();")
                    .line(0, "");
        }
    }

    private static SourceFile record(SourceFile file, int depth, String name, List<Member> members, String parent) {
        JavaTypes java = new JavaTypes(file);
        List<String> components = new ArrayList<>();
        for (Member member : members) {
            components.add("\n" + "    ".repeat(depth + 2) + java.component(member) + " " + small(member.name()));
        }
        file.line(depth, (depth == 0 ? "public " : "") + "record " + name + "(" + String.join(",", components) + ")");
        return file.line(depth + 2, (parent == null ? "" : "implements " + parent + " ") + "{}");
    }

    private static List<String> docs(List<Member> members) {
        return members.stream()
                .map(member -> "@param " + small(member.name()) + " " + SourceFile.escape(JavaTypes.sentence(member)))
                .toList();
    }

    private static void generated(SourceFile file, String module, String name) {
        file.line(0, "@Generated(\"" + module + "." + name + "\")");
    }
}
