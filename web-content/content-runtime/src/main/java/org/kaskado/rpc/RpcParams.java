package org.kaskado.rpc;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parameters by name. Each getter names the parameter, what it is and what it must be in its {@link RpcFault}. */
public final class RpcParams {
    private static final Pattern SMALL_INTEGER = Pattern.compile("-?[0-9]{1,10}");

    private final JsonObject members;
    private final String path;

    RpcParams(JsonObject members) {
        this(members, "");
    }

    private RpcParams(JsonObject members, String path) {
        this.members = members;
        this.path = path;
    }

    /** No parameters. */
    public static RpcParams none() {
        return new RpcParams(JsonValue.EMPTY_JSON_OBJECT);
    }

    /** A string; null when it is absent or null. */
    public @Nullable String string(String name) {
        JsonValue value = present(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw wrong(name, value, "a string");
    }

    /** A string that must be there. */
    public String requiredString(String name) {
        String value = string(name);
        if (value == null) {
            throw missing(name, "a string");
        }
        return value;
    }

    /** A string as it is, any other value as its JSON text; null when it is absent or null. */
    public @Nullable String text(String name) {
        JsonValue value = present(name);
        if (value == null) {
            return null;
        }
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    /** A whole number of 32 bits; {@code absent} when it is absent or null. */
    public int integer(String name, int absent) {
        JsonValue value = present(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof JsonNumber
                && SMALL_INTEGER.matcher(value.toString()).matches()) {
            long number = Long.parseLong(value.toString());
            if (number == (int) number) {
                return (int) number;
            }
        }
        throw wrong(name, value, "a whole number of 32 bits");
    }

    /** Nested parameters; null when they are absent or null. */
    public @Nullable RpcParams object(String name) {
        JsonValue value = present(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonObject nested) {
            return new RpcParams(nested, path + name + ".");
        }
        throw wrong(name, value, "an object");
    }

    /** Nested parameters that must be there. */
    public RpcParams requiredObject(String name) {
        RpcParams value = object(name);
        if (value == null) {
            throw missing(name, "an object");
        }
        return value;
    }

    private @Nullable JsonValue present(String name) {
        JsonValue value = members.get(name);
        return value == null || value.getValueType() == JsonValue.ValueType.NULL ? null : value;
    }

    private RpcFault missing(String name, String expected) {
        return new RpcFault(
                new RpcError(RpcError.INVALID_PARAMS, "params." + path + name + " is missing; it must be " + expected));
    }

    private RpcFault wrong(String name, JsonValue value, String expected) {
        return new RpcFault(new RpcError(
                RpcError.INVALID_PARAMS,
                "params." + path + name + " must be " + expected + ", was " + RpcParser.kind(value)));
    }
}
