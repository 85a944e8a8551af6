package org.kaskado.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Descriptors.Enumeration;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.catalogue.Descriptors.Register;
import org.kaskado.catalogue.Descriptors.Shape;
import org.kaskado.catalogue.Descriptors.TypeRef;
import org.kaskado.catalogue.ValueException.Reason;

/**
 * Checks value trees against descriptors and gives them their normal form.
 *
 * <p>A value tree is made of null, Boolean, Long, Double, String, List and Map. In normal form an int or int64 is a Long, a
 * float or double is a Double, an enumeration is one of its texts, a reference to a media object is its id, and a register
 * is a Map that begins with {@code __module__} and {@code __type__}.
 *
 * <p>The leniency is that of the Kurento server: a whole real passes for an integer, numbers and booleans pass for a
 * string, numbers pass for a boolean, null gives the zero value; a string never passes for a number or boolean. Immutable.
 */
public final class CatalogueValues {
    /** Name of a register's module; {@code __type__} names the register. */
    public static final String MODULE_MARK = "__module__";

    public static final String TYPE_MARK = "__type__";

    private final Catalogue catalogue;

    public CatalogueValues(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Checks the arguments of a constructor or operation. Unknown ones are left out; an optional one that is absent or null
     * gets its default, or stays absent when there is none.
     *
     * @throws ValueException naming the first argument that does not fit
     */
    public Map<String, @Nullable Object> arguments(
            List<Member> parameters, Map<String, ? extends @Nullable Object> given) {
        return members(parameters, given, "parameter");
    }

    /**
     * Checks one value, such as the new value of a property.
     *
     * @throws ValueException when it does not fit
     */
    public @Nullable Object parameter(Member member, @Nullable Object value) {
        return member(member, value, "parameter");
    }

    private Map<String, @Nullable Object> members(
            List<Member> members, Map<String, ? extends @Nullable Object> given, String word) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        for (Member member : members) {
            Object value = given.get(member.name());
            if (value == null && member.isOptional()) {
                if (member.defaultValue() != null) {
                    result.put(member.name(), member(member, member.defaultValue(), word));
                }
            } else if (value == null && !given.containsKey(member.name())) {
                throw shouldBe(member, word);
            } else {
                result.put(member.name(), member(member, value, word));
            }
        }
        return result;
    }

    private @Nullable Object member(Member member, @Nullable Object value, String word) {
        Shape shape = member.type().shape();
        if (shape == Shape.LIST) {
            return list(member, value, word);
        }
        if (shape == Shape.MAP) {
            return map(member, value, word);
        }
        Object normal = single(member, value, word);
        checkBounds(member, normal, word);
        return normal;
    }

    private List<@Nullable Object> list(Member member, @Nullable Object value, String word) {
        List<@Nullable Object> result = new ArrayList<>();
        if (value instanceof List<?> items) {
            for (Object item : items) {
                result.add(single(member, item, word));
            }
        } else if (value != null) {
            throw shouldBe(member, word);
        }
        return result;
    }

    private Map<String, @Nullable Object> map(Member member, @Nullable Object value, String word) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, item) -> {
                String name = String.valueOf(key);
                if (!name.equals(MODULE_MARK) && !name.equals(TYPE_MARK)) {
                    result.put(name, single(member, item, word));
                }
            });
        } else if (value != null) {
            throw shouldBe(member, word);
        }
        return result;
    }

    private @Nullable Object single(Member member, @Nullable Object value, String word) {
        String type = member.type().name();
        Object normal;
        switch (type) {
            case "boolean" -> normal = asBoolean(value);
            case "int" -> normal = asInteger(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "int64" -> normal = asInteger(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case "float", "double" -> normal = asReal(value);
            case "String" -> normal = asString(value);
            default -> normal = named(member, value);
        }
        if (normal == null) {
            throw shouldBe(member, word);
        }
        return normal;
    }

    /** An enumeration, a register, or a reference to a media object. */
    private @Nullable Object named(Member member, @Nullable Object value) {
        String type = member.type().name();
        Enumeration enumeration = catalogue.enumeration(type).orElse(null);
        if (enumeration != null) {
            String text = asString(value);
            if (text != null && !enumeration.values().contains(text)) {
                throw new ValueException(Reason.MARSHALL, "Invalid value for '" + type + "'");
            }
            return text;
        }
        Register register = catalogue.register(type).orElse(null);
        if (register == null) {
            return value instanceof String ? value : null;
        }
        if (value == null) {
            return register(register, Map.of());
        }
        return value instanceof Map<?, ?> map ? register(register, map) : null;
    }

    private Map<String, @Nullable Object> register(Register declared, Map<?, ?> value) {
        Register actual = declared;
        Object mark = value.get(TYPE_MARK);
        if (mark != null) {
            String name = String.valueOf(mark);
            actual = catalogue
                    .register(name)
                    .filter(found -> catalogue.isA(found.name(), declared.name()))
                    .orElseThrow(() -> new ValueException(
                            Reason.TYPE, "Type '" + name + "' does not fit; expected is '" + declared.name() + "'"));
        }
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        value.forEach((key, item) -> given.put(String.valueOf(key), item));
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put(MODULE_MARK, actual.module());
        result.put(TYPE_MARK, actual.name());
        result.putAll(members(catalogue.allMembers(actual), given, "property"));
        return result;
    }

    private static @Nullable Boolean asBoolean(@Nullable Object value) {
        if (value == null) {
            return false;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value instanceof Boolean bool ? bool : null;
    }

    private static @Nullable Long asInteger(@Nullable Object value, long minimum, long maximum) {
        if (value == null) {
            return 0L;
        }
        if (!(value instanceof Number number)) {
            return null;
        }
        if (value instanceof Double || value instanceof Float) {
            double real = number.doubleValue();
            boolean isWhole = real == Math.rint(real) && Math.abs(real) < 0x1p63;
            return isWhole && real >= minimum && real <= maximum ? (Long) (long) real : null;
        }
        long whole = number.longValue();
        return whole >= minimum && whole <= maximum ? (Long) whole : null;
    }

    private static @Nullable Double asReal(@Nullable Object value) {
        if (value == null) {
            return 0.0;
        }
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? (Double) number.doubleValue()
                : null;
    }

    private static @Nullable String asString(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? String.valueOf(value)
                : null;
    }

    private static void checkBounds(Member member, @Nullable Object value, String word) {
        if (!(value instanceof Number number)) {
            return;
        }
        Double minimum = member.minimum();
        Double maximum = member.maximum();
        double real = number.doubleValue();
        if ((minimum != null && real < minimum) || (maximum != null && real > maximum)) {
            throw new ValueException(
                    Reason.ILLEGAL,
                    "'" + member.name() + "' " + word + " is " + value + "; allowed is " + range(minimum, maximum));
        }
    }

    private static String range(@Nullable Double minimum, @Nullable Double maximum) {
        if (minimum == null) {
            return "at most " + plain(maximum);
        }
        return maximum == null ? "at least " + plain(minimum) : plain(minimum) + " to " + plain(maximum);
    }

    private static String plain(@Nullable Double bound) {
        String text = String.valueOf(bound);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private ValueException shouldBe(Member member, String word) {
        return new ValueException(
                Reason.MARSHALL, "'" + member.name() + "' " + word + " should be a " + kind(member.type()));
    }

    /** The word of the original messages, which say "a integer", "a array" and "a object". */
    private String kind(TypeRef type) {
        if (type.shape() == Shape.LIST) {
            return "array";
        }
        if (type.shape() == Shape.MAP || catalogue.register(type.name()).isPresent()) {
            return "object";
        }
        return switch (type.name()) {
            case "int", "int64" -> "integer";
            case "float", "double" -> "double";
            case "boolean" -> "boolean";
            default -> "string";
        };
    }
}
