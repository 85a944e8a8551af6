package org.kaskado.media.ejb;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.CatalogueValues;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.catalogue.Descriptors.Register;
import org.kaskado.catalogue.Descriptors.Shape;
import org.kaskado.catalogue.Descriptors.TypeRef;
import org.kaskado.media.MediaObject;

/** Turns values of the Media API into value trees of the door, and back. */
final class ValueMapper {
    private static final String PACKAGE = MediaObject.class.getPackageName() + ".";

    private final Catalogue catalogue;
    private final Map<String, Constructor<?>> constructors = new ConcurrentHashMap<>();
    private BiFunction<String, String, MediaObject> references = (id, type) -> {
        throw new IllegalStateException("not joined with the objects yet");
    };

    ValueMapper(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param references makes a reference of an id and a declared type */
    void resolveReferencesWith(BiFunction<String, String, MediaObject> references) {
        this.references = references;
    }

    @Nullable
    Object toTree(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number) {
            return Double.valueOf(value.toString()); // by its text, so that the float 0.1 stays 0.1
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof MediaObject object) {
            return object.getId();
        }
        return treeOfMany(value);
    }

    private Object treeOfMany(Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> tree = new ArrayList<>();
            list.forEach(item -> tree.add(toTree(item)));
            return tree;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            map.forEach((key, item) -> tree.put(String.valueOf(key), toTree(item)));
            return tree;
        }
        if (value instanceof Record register) {
            return treeOfRegister(register);
        }
        throw new IllegalArgumentException("a value of " + value.getClass() + " cannot be sent to the media server");
    }

    private Map<String, @Nullable Object> treeOfRegister(Record record) {
        Class<?> outer = record.getClass().getEnclosingClass();
        String name = (outer == null ? record.getClass() : outer).getSimpleName();
        Register register = catalogue
                .register(name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is no register of the catalogue"));
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put(CatalogueValues.MODULE_MARK, register.module());
        tree.put(CatalogueValues.TYPE_MARK, register.name());
        RecordComponent[] components = record.getClass().getRecordComponents();
        List<Member> members = catalogue.allMembers(register);
        for (int i = 0; i < components.length; i++) {
            Object component = read(record, components[i]);
            if (component != null) {
                tree.put(members.get(i).name(), toTree(component));
            }
        }
        return tree;
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** Converts to what the generated interfaces declare; null stays null for references, and is the zero value else. */
    @Nullable
    Object toJava(TypeRef type, @Nullable Object tree) {
        if (type.shape() == Shape.LIST) {
            List<@Nullable Object> list = new ArrayList<>();
            if (tree instanceof List<?> items) {
                items.forEach(item -> list.add(single(type.name(), item)));
            }
            return list;
        }
        if (type.shape() == Shape.MAP) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            if (tree instanceof Map<?, ?> entries) {
                entries.forEach((key, item) -> map.put(String.valueOf(key), single(type.name(), item)));
            }
            return map;
        }
        return single(type.name(), tree);
    }

    private @Nullable Object single(String type, @Nullable Object tree) {
        return switch (type) {
            case "String" -> tree == null ? "" : String.valueOf(tree);
            case "boolean" -> Boolean.TRUE.equals(tree);
            case "int" -> number(tree).intValue();
            case "int64" -> number(tree).longValue();
            case "float" -> number(tree).floatValue();
            case "double" -> number(tree).doubleValue();
            default -> tree == null ? null : named(type, tree);
        };
    }

    private static Number number(@Nullable Object tree) {
        return tree instanceof Number number ? number : (Number) 0;
    }

    private Object named(String type, Object tree) {
        if (catalogue.enumeration(type).isPresent()) {
            return constant(type, String.valueOf(tree));
        }
        if (catalogue.register(type).isPresent() && tree instanceof Map<?, ?> members) {
            Object mark = members.get(CatalogueValues.TYPE_MARK);
            return register(mark == null ? type : String.valueOf(mark), members);
        }
        return references.apply(String.valueOf(tree), type);
    }

    private static Object constant(String type, String name) {
        for (Object constant : classNamed(PACKAGE + type).getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name + " is no value of " + type);
    }

    private Object register(String name, Map<?, ?> tree) {
        Register register = catalogue
                .register(name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is no register of the catalogue"));
        return construct(PACKAGE + register.name(), catalogue.allMembers(register), tree);
    }

    /** Makes a record whose components are the members, in order; absent optional ones are null. */
    Object construct(String className, List<Member> members, Map<?, ?> tree) {
        Constructor<?> constructor = constructors.computeIfAbsent(className, ValueMapper::recordConstructor);
        Object[] arguments = new Object[members.size()];
        for (int i = 0; i < arguments.length; i++) {
            Member member = members.get(i);
            Object value = tree.get(member.name());
            arguments[i] = value == null && member.isOptional() ? null : toJava(member.type(), value);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalStateException("cannot make " + className + " of " + Arrays.toString(arguments), e);
        }
    }

    private static Constructor<?> recordConstructor(String className) {
        Class<?> type = classNamed(className);
        return (type.isRecord() ? type : classNamed(className + "$Value")).getDeclaredConstructors()[0];
    }

    static Class<?> classNamed(String name) {
        try {
            return Class.forName(name, true, MediaObject.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the Media API has no " + name, e);
        }
    }
}
