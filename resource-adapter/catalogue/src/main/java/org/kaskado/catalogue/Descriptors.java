package org.kaskado.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records that a module file is read into. Lists hold what a type declares itself, without its ancestors. */
public final class Descriptors {
    private Descriptors() {}

    /** One module file. */
    public record Module(
            String name,
            String version,
            List<Type> types,
            List<Event> events,
            List<Register> registers,
            List<Enumeration> enumerations) {}

    /**
     * A class of media objects.
     *
     * @param module {@code kurento} for core, elements and filters, as clients expect; else the module's name
     * @param parent bare name of the super-class, null for MediaObject
     * @param constructor constructor parameters; empty for abstract types
     */
    public record Type(
            String module,
            String name,
            @Nullable String parent,
            boolean isAbstract,
            String doc,
            List<Member> constructor,
            List<Property> properties,
            List<Operation> operations,
            List<String> events) {
        public String qualifiedName() {
            return module + "." + name;
        }
    }

    /**
     * A parameter, or a member of a register or event.
     *
     * @param defaultValue a value tree, null when there is none
     * @param minimum lowest allowed number, null when unbounded
     * @param maximum highest allowed number, null when unbounded
     */
    public record Member(
            String name,
            TypeRef type,
            boolean isOptional,
            @Nullable Object defaultValue,
            @Nullable Double minimum,
            @Nullable Double maximum,
            String doc) {}

    public enum Access {
        FINAL,
        READ_ONLY,
        READ_WRITE
    }

    /** A property; read by {@code getX}, written by {@code setX} when READ_WRITE. */
    public record Property(Member member, Access access) {}

    /** An operation; {@code returns} is null for void. */
    public record Operation(
            String name, List<Member> parameters, @Nullable TypeRef returns, String doc) {}

    public record Event(
            String module, String name, @Nullable String parent, List<Member> members, String doc) {}

    public record Register(
            String module, String name, @Nullable String parent, List<Member> members, String doc) {}

    public record Enumeration(String module, String name, List<String> values, String doc) {}

    public enum Shape {
        SINGLE,
        LIST,
        MAP
    }

    /** {@code String}, {@code int}, {@code int64}, {@code float}, {@code double}, {@code boolean}, or a bare name. */
    public record TypeRef(String name, Shape shape) {}
}
