package org.kaskado.media.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.catalogue.Descriptors.Shape;
import org.kaskado.catalogue.Descriptors.TypeRef;

/** How types and names of the catalogue are written in Java. */
final class JavaTypes {
    static final String MEDIA = "org.kaskado.media";
    static final String EVENTS = "org.kaskado.media.event";
    private static final Map<String, String> PLAIN = Map.of(
            "String", "String", "int", "int", "int64", "long", "float", "float", "double", "double", "boolean",
            "boolean");
    private static final Map<String, String> BOXED =
            Map.of("int", "Integer", "int64", "Long", "float", "Float", "double", "Double", "boolean", "Boolean");

    private final SourceFile file;

    JavaTypes(SourceFile file) {
        this.file = file;
    }

    String written(TypeRef type) {
        return type.shape() == Shape.SINGLE && PLAIN.containsKey(type.name()) ? PLAIN.get(type.name()) : boxed(type);
    }

    /** As a type argument. */
    String boxed(TypeRef type) {
        String plain = PLAIN.get(type.name());
        String single = plain == null ? file.use(MEDIA + "." + type.name()) : BOXED.getOrDefault(type.name(), plain);
        return switch (type.shape()) {
            case SINGLE -> single;
            case LIST -> file.use("java.util.List") + "<" + single + ">";
            case MAP -> file.use("java.util.Map") + "<String, " + single + ">";
        };
    }

    /** As a component of a record: optional ones may be null. */
    String component(Member member) {
        if (!member.isOptional()) {
            return written(member.type());
        }
        return "@" + file.use("org.jspecify.annotations.Nullable") + " " + boxed(member.type());
    }

    /** The first {@code count} parameters of a method. */
    String parameters(List<Member> members, int count) {
        List<String> written = new ArrayList<>();
        for (Member member : members.subList(0, count)) {
            written.add(written(member.type()) + " " + member.name());
        }
        return String.join(", ", written);
    }

    static List<String> parameterDocs(List<Member> members, int count) {
        List<String> docs = new ArrayList<>();
        for (Member member : members.subList(0, count)) {
            docs.add("@param " + member.name() + " " + SourceFile.escape(sentence(member)));
        }
        return docs;
    }

    /** The description with default and bounds. */
    static String sentence(Member member) {
        String text = member.doc();
        if (member.defaultValue() != null) {
            text += " Default: " + member.defaultValue() + ".";
        }
        if (member.minimum() != null) {
            text += " At least " + plain(member.minimum()) + ".";
        }
        if (member.maximum() != null) {
            text += " At most " + plain(member.maximum()) + ".";
        }
        return text;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Name of a record component: {@code E2ELatency} becomes {@code e2ELatency}. */
    static String small(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** The base of all events is {@code Event}; the others carry the suffix. */
    static String eventName(String name) {
        return name.equals("RaiseBase") ? "Event" : name + "Event";
    }
}
