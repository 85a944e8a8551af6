package org.kaskado.processing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of one message. Every length is checked against what is left before anything is made. */
final class WireReader {
    private final ByteBuffer body;

    WireReader(ByteBuffer body) {
        this.body = body;
    }

    void expectEnd() throws WireException {
        if (body.hasRemaining()) {
            throw new WireException(body.remaining() + " bytes too many in a message");
        }
    }

    int readByte() throws WireException {
        need(1);
        return body.get() & 0xFF;
    }

    boolean readBoolean() throws WireException {
        int value = readByte();
        if (value > 1) {
            throw new WireException("a boolean is 0 or 1, not " + value);
        }
        return value == 1;
    }

    int readInt() throws WireException {
        need(Integer.BYTES);
        return body.getInt();
    }

    long readLong() throws WireException {
        need(Long.BYTES);
        return body.getLong();
    }

    <E extends Enum<E>> E readEnum(Class<E> type) throws WireException {
        String name = readString();
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw new WireException("an unknown " + type.getSimpleName());
    }

    byte[] readBytes() throws WireException {
        byte[] value = new byte[length()];
        body.get(value);
        return value;
    }

    String readString() throws WireException {
        int length = length();
        ByteBuffer slice = body.slice(body.position(), length);
        body.position(body.position() + length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(slice)
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new WireException("a text is not UTF-8");
        }
    }

    @Nullable
    String readNullableString() throws WireException {
        return readBoolean() ? readString() : null;
    }

    int readCount() throws WireException {
        int count = readInt();
        if (count < 0 || count > WireLimits.MAX_ENTRIES || count > body.remaining()) {
            throw new WireException(count + " entries in " + body.remaining() + " bytes");
        }
        return count;
    }

    Map<String, @Nullable Object> readMap() throws WireException {
        return readMap(0);
    }

    Map<String, String> readStringMap() throws WireException {
        int count = readCount();
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            map.put(readString(), readString());
        }
        return Collections.unmodifiableMap(map);
    }

    @Nullable
    Object readValue() throws WireException {
        return readValue(0);
    }

    private @Nullable Object readValue(int depth) throws WireException {
        if (depth > WireLimits.MAX_DEPTH) {
            throw new WireException("a value tree deeper than " + WireLimits.MAX_DEPTH + " levels");
        }
        return switch (ValueTag.ofCode(readByte())) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case LONG -> readLong();
            case DOUBLE -> Double.longBitsToDouble(readLong());
            case STRING -> readString();
            case BYTES -> readBytes();
            case LIST -> readList(depth);
            case MAP -> readMap(depth);
        };
    }

    private List<@Nullable Object> readList(int depth) throws WireException {
        int count = readCount();
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(readValue(depth + 1));
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> readMap(int depth) throws WireException {
        int count = readCount();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            map.put(readString(), readValue(depth + 1));
        }
        return Collections.unmodifiableMap(map);
    }

    private int length() throws WireException {
        int length = readInt();
        if (length < 0 || length > body.remaining()) {
            throw new WireException("a length of " + length + " where " + body.remaining() + " bytes are left");
        }
        return length;
    }

    private void need(int bytes) throws WireException {
        if (body.remaining() < bytes) {
            throw new WireException("a message ends early");
        }
    }
}
