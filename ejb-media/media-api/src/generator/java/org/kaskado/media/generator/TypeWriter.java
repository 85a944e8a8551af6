package org.kaskado.media.generator;

import static org.kaskado.media.generator.JavaTypes.MEDIA;
import static org.kaskado.media.generator.JavaTypes.capital;

import java.util.ArrayList;
import java.util.List;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.Descriptors;
import org.kaskado.catalogue.Descriptors.Access;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.catalogue.Descriptors.Operation;
import org.kaskado.catalogue.Descriptors.Property;

/** Writes the interface of one type: its own members, its builder, and builders of types that it is the parent of. */
final class TypeWriter {
    private static final String FAILS =
            "@throws MediaServerException when the server refuses, or does not answer in time";

    private final Catalogue catalogue;
    private final Descriptors.Type type;
    private final SourceFile file;
    private final JavaTypes java;

    TypeWriter(Catalogue catalogue, Descriptors.Type type) {
        this.catalogue = catalogue;
        this.type = type;
        this.file = new SourceFile(MEDIA, type.name());
        this.java = new JavaTypes(file);
    }

    SourceFile write() {
        String parent = type.parent() == null ? "RemoteObject" : type.parent();
        file.doc(0, type.doc(), List.of("@see MediaPipelineFactory"));
        file.line(0, "@Generated(\"" + type.qualifiedName() + "\")");
        file.line(0, "public interface " + type.name() + " extends " + parent + " {");
        type.properties().forEach(this::property);
        type.operations().forEach(this::operation);
        type.events().forEach(this::listener);
        for (Descriptors.Type child : catalogue.types()) {
            if (!child.constructor().isEmpty()
                    && parentParameter(child).type().name().equals(type.name())) {
                factoryMethod(child);
            }
        }
        if (!type.isAbstract() && !type.constructor().isEmpty()) {
            builder();
        }
        return file.line(0, "}");
    }

    /** The first constructor parameter names the object that the new one belongs to. */
    private static Member parentParameter(Descriptors.Type child) {
        return child.constructor().get(0);
    }

    private void property(Property property) {
        Member member = property.member();
        if (member.name().equals("id")) {
            return; // RemoteObject answers it without asking the server
        }
        String nullable = member.isOptional() ? "@" + file.use("org.jspecify.annotations.Nullable") + " " : "";
        String name = capital(member.name());
        String sentence = JavaTypes.sentence(member);
        String plain = java.written(member.type());
        file.doc(1, sentence, List.of(FAILS));
        file.line(1, nullable + plain + " get" + name + "();").line(0, "");
        file.doc(1, sentence, List.of("@return completes on a managed thread"));
        file.line(1, stage(nullable + java.boxed(member.type())) + " get" + name + "Async();")
                .line(0, "");
        if (property.access() == Access.READ_WRITE) {
            String parameters = "(" + plain + " " + member.name() + ");";
            file.doc(1, sentence, List.of(FAILS));
            file.line(1, "void set" + name + parameters).line(0, "");
            file.doc(1, sentence, List.of("@return completes on a managed thread"));
            file.line(1, stage(nothing()) + " set" + name + "Async" + parameters)
                    .line(0, "");
        }
    }

    /** Optional parameters are trailing: one method for each number of them. */
    private void operation(Operation operation) {
        List<Member> parameters = operation.parameters();
        int required =
                (int) parameters.stream().filter(one -> !one.isOptional()).count();
        for (int count = required; count <= parameters.size(); count++) {
            String list = "(" + java.parameters(parameters, count) + ");";
            String plain = operation.returns() == null ? "void" : java.written(operation.returns());
            String boxed = operation.returns() == null ? nothing() : java.boxed(operation.returns());
            List<String> docs = JavaTypes.parameterDocs(parameters, count);
            file.doc(1, operation.doc(), with(docs, FAILS));
            file.line(1, plain + " " + operation.name() + list).line(0, "");
            file.doc(1, operation.doc(), with(docs, "@return completes on a managed thread"));
            file.line(1, stage(boxed) + " " + operation.name() + "Async" + list).line(0, "");
        }
    }

    private void listener(String event) {
        String name = file.use(JavaTypes.EVENTS + "." + JavaTypes.eventName(event));
        String sentence =
                "Asks to be told: " + catalogue.event(event).orElseThrow().doc();
        List<String> tags = List.of("@param listener called on a managed thread, in order for each pipeline");
        String parameter = "(MediaEventListener<" + name + "> listener);";
        file.doc(1, sentence, with(tags, FAILS));
        file.line(1, "ListenerRegistration add" + event + "Listener" + parameter)
                .line(0, "");
        file.doc(1, sentence, with(tags, "@return completes on a managed thread"));
        file.line(1, stage("ListenerRegistration") + " add" + event + "ListenerAsync" + parameter)
                .line(0, "");
    }

    private void factoryMethod(Descriptors.Type child) {
        List<Member> mandatory = mandatory(child);
        String parameters = java.parameters(mandatory, mandatory.size());
        file.doc(
                1,
                "Prepares a new " + child.name() + ". " + child.doc(),
                with(
                        JavaTypes.parameterDocs(mandatory, mandatory.size()),
                        "@return to be completed by {@code build()}"));
        file.line(1, child.name() + ".Builder new" + child.name() + "(" + parameters + ");")
                .line(0, "");
    }

    private void builder() {
        file.doc(1, "Optional settings of a new " + type.name() + ".", List.of());
        file.line(1, "interface Builder extends MediaObjectBuilder<" + type.name() + "> {");
        for (Member member : type.constructor()) {
            if (!member.isOptional()) {
                continue;
            }
            List<String> tags = List.of("@return this builder");
            if (Boolean.FALSE.equals(member.defaultValue())) {
                file.doc(2, "Switches on: " + JavaTypes.sentence(member), tags);
                file.line(2, "Builder " + member.name() + "();").line(0, "");
            } else {
                file.doc(2, JavaTypes.sentence(member), tags);
                file.line(
                                2,
                                "Builder with" + capital(member.name()) + "(" + java.written(member.type()) + " "
                                        + member.name() + ");")
                        .line(0, "");
            }
        }
        file.line(1, "}");
    }

    private static List<Member> mandatory(Descriptors.Type child) {
        return child.constructor().stream()
                .skip(1)
                .filter(member -> !member.isOptional())
                .toList();
    }

    private String nothing() {
        return "@" + file.use("org.jspecify.annotations.Nullable") + " Void";
    }

    private String stage(String of) {
        return file.use("java.util.concurrent.CompletionStage") + "<" + of + ">";
    }

    private static List<String> with(List<String> tags, String last) {
        List<String> all = new ArrayList<>(tags);
        all.add(last);
        return all;
    }
}
