package org.kaskado.rpc;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads one message. Any input gives a value: a request, or why it is none. */
public final class RpcParser {
    /** Deepest nesting of arrays and objects; an honest request needs four. */
    public static final int MAX_DEPTH = 32;
    /** Longest method name in characters. */
    public static final int MAX_METHOD_LENGTH = 200;
    /** Longest id in characters of JSON. */
    public static final int MAX_ID_LENGTH = 200;

    private RpcParser() {}

    /** Reads bytes in any Unicode encoding. */
    public static Incoming parse(byte[] bytes) {
        try {
            return parse(RpcText.decode(bytes));
        } catch (CharacterCodingException e) {
            return refuse(
                    RpcId.NULL,
                    RpcError.PARSE_ERROR,
                    "the message is not valid " + RpcText.sniff(bytes).name() + " text");
        }
    }

    /** Reads text. */
    public static Incoming parse(String text) {
        if (text.isBlank()) {
            return refuse(RpcId.NULL, RpcError.PARSE_ERROR, "the message is empty; a JSON-RPC 2.0 request is expected");
        }
        if (depthOf(text) > MAX_DEPTH) {
            return refuse(
                    RpcId.NULL, RpcError.INVALID_REQUEST, "the message nests deeper than " + MAX_DEPTH + " levels");
        }
        JsonValue value;
        try (JsonParser parser = RpcJson.PROVIDER.createParser(new StringReader(text))) {
            parser.next();
            value = parser.getValue();
            if (parser.hasNext()) {
                throw new JsonException("more text after the end of the value");
            }
        } catch (JsonException | IllegalStateException | NoSuchElementException | NumberFormatException e) {
            return refuse(RpcId.NULL, RpcError.PARSE_ERROR, "the message is not JSON: " + firstLine(e));
        }
        if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            return refuse(
                    RpcId.NULL,
                    RpcError.INVALID_REQUEST,
                    "batches are not supported: send one JSON-RPC request per message");
        }
        if (value instanceof JsonObject object) {
            return request(object);
        }
        return refuse(RpcId.NULL, RpcError.INVALID_REQUEST, "a JSON-RPC request is an object, this is " + kind(value));
    }

    private static Incoming request(JsonObject object) {
        RpcId id = null;
        if (object.containsKey("id")) {
            id = id(object.get("id"));
            if (id == null) {
                return refuse(
                        RpcId.NULL,
                        RpcError.INVALID_REQUEST,
                        "'id' must be a string, a number or null, of at most " + MAX_ID_LENGTH + " characters");
            }
        }
        RpcId answerTo = id == null ? RpcId.NULL : id;
        if (!(object.get("jsonrpc") instanceof JsonString version
                && version.getString().equals("2.0"))) {
            return refuse(answerTo, RpcError.INVALID_REQUEST, "'jsonrpc' must be the string \"2.0\"");
        }
        if (!(object.get("method") instanceof JsonString method)
                || method.getString().length() > MAX_METHOD_LENGTH) {
            return refuse(
                    answerTo,
                    RpcError.INVALID_REQUEST,
                    "'method' must be a string of at most " + MAX_METHOD_LENGTH + " characters");
        }
        JsonValue params = object.getOrDefault("params", JsonValue.EMPTY_JSON_OBJECT);
        if (params.getValueType() == JsonValue.ValueType.NULL) {
            params = JsonValue.EMPTY_JSON_OBJECT;
        }
        if (params instanceof JsonObject named) {
            return new Incoming.Request(id, method.getString(), new RpcParams(named));
        }
        return refuse(
                answerTo,
                RpcError.INVALID_PARAMS,
                "'params' must be an object with parameters by name, was " + kind(params));
    }

    private static @Nullable RpcId id(JsonValue value) {
        JsonValue.ValueType type = value.getValueType();
        boolean allowed = type == JsonValue.ValueType.STRING
                || type == JsonValue.ValueType.NUMBER
                || type == JsonValue.ValueType.NULL;
        String json = allowed ? value.toString() : "";
        return allowed && json.length() <= MAX_ID_LENGTH ? new RpcId(json) : null;
    }

    static String kind(JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
        };
    }

    /** Nesting of brackets outside strings; what is no JSON is left to the reader. */
    private static int depthOf(String text) {
        int depth = 0;
        int deepest = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return deepest;
    }

    private static String firstLine(RuntimeException e) {
        String message = e.getMessage();
        if (message == null) {
            return e.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
        String line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    private static Incoming refuse(RpcId id, int code, String message) {
        return new Incoming.Refused(id, new RpcError(code, message));
    }
}
