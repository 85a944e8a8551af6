package org.kaskado.processing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of a value tree; each with its byte on the wire. */
enum ValueTag {
    NULL(0),
    TRUE(1),
    FALSE(2),
    LONG(3),
    DOUBLE(4),
    STRING(5),
    BYTES(6),
    LIST(7),
    MAP(8);

    private static final ValueTag[] BY_CODE = values();

    private final int code;

    ValueTag(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ValueTag ofCode(int code) throws WireException {
        if (code >= BY_CODE.length) {
            throw new WireException("a value of kind " + code + "; there are 0 to " + (BY_CODE.length - 1));
        }
        return BY_CODE[code];
    }

    static ValueTag of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof Boolean isTrue) {
            return isTrue ? TRUE : FALSE;
        }
        if (value instanceof Number) {
            return ofNumber(value);
        }
        return ofObject(value);
    }

    private static ValueTag ofNumber(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return DOUBLE;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return LONG;
        }
        throw unknown(value);
    }

    private static ValueTag ofObject(Object value) {
        if (value instanceof String) {
            return STRING;
        }
        if (value instanceof byte[]) {
            return BYTES;
        }
        if (value instanceof List) {
            return LIST;
        }
        if (value instanceof Map) {
            return MAP;
        }
        throw unknown(value);
    }

    private static IllegalArgumentException unknown(Object value) {
        return new IllegalArgumentException(
                "a value tree holds null, Boolean, Long, Double, String, byte[], List or Map, not "
                        + value.getClass().getName());
    }
}
