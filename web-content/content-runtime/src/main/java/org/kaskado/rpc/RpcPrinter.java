package org.kaskado.rpc;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints messages. Value trees are made of {@link String}, {@link Integer}, {@link Long}, {@link Double}, {@link Boolean},
 * {@link List} and {@link Map} with String keys; members with the value null are left out.
 */
public final class RpcPrinter {
    private RpcPrinter() {}

    /** The answer to a request that was carried out. */
    public static String result(RpcId id, Map<String, ? extends @Nullable Object> result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id.json() + ",\"result\":" + object(result) + "}";
    }

    /** The answer to a request that was not. */
    public static String error(RpcId id, RpcError error) {
        JsonValue body = RpcJson.PROVIDER
                .createObjectBuilder()
                .add("code", error.code())
                .add("message", error.message())
                .build();
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id.json() + ",\"error\":" + body + "}";
    }

    /** A message that wants no answer. */
    public static String notification(String method, Map<String, ? extends @Nullable Object> params) {
        return "{\"jsonrpc\":\"2.0\",\"method\":" + RpcJson.PROVIDER.createValue(method) + ",\"params\":"
                + object(params) + "}";
    }

    private static JsonValue object(Map<String, ? extends @Nullable Object> members) {
        JsonObjectBuilder builder = RpcJson.PROVIDER.createObjectBuilder();
        for (Map.Entry<String, ? extends @Nullable Object> member : members.entrySet()) {
            Object value = member.getValue();
            if (value != null) {
                builder.add(member.getKey(), value(value));
            }
        }
        return builder.build();
    }

    private static JsonValue array(List<?> items) {
        JsonArrayBuilder builder = RpcJson.PROVIDER.createArrayBuilder();
        for (Object item : items) {
            builder.add(item == null ? JsonValue.NULL : value(item));
        }
        return builder.build();
    }

    @SuppressWarnings("unchecked") // value trees have String keys, as the class says
    private static JsonValue value(Object value) {
        if (value instanceof String text) {
            return RpcJson.PROVIDER.createValue(text);
        }
        if (value instanceof Integer number) {
            return RpcJson.PROVIDER.createValue(number);
        }
        if (value instanceof Long number) {
            return RpcJson.PROVIDER.createValue(number);
        }
        if (value instanceof Double number) {
            return RpcJson.PROVIDER.createValue(number);
        }
        if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof List<?> items) {
            return array(items);
        }
        if (value instanceof Map<?, ?> members) {
            return object((Map<String, ?>) members);
        }
        throw new IllegalArgumentException(value.getClass().getName() + " has no JSON form here");
    }
}
