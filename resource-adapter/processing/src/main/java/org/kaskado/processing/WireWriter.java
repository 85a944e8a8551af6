package org.kaskado.processing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Growing big-endian output of one message, with its length and type in front. Not thread-safe. */
final class WireWriter {
    private static final int FIRST_BYTES = 64;

    private byte[] buffer;
    private int size;

    WireWriter(int type, int expectedBytes) {
        buffer = new byte[FIRST_BYTES + expectedBytes];
        size = Integer.BYTES;
        writeByte(type);
    }

    /** The whole message. */
    byte[] finish() {
        int length = size - Integer.BYTES;
        if (length > WireCodec.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("the message has " + length + " bytes; at most "
                    + WireCodec.MAX_MESSAGE_BYTES + " may go over the worker link");
        }
        putInt(0, length);
        return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
    }

    void writeByte(int value) {
        room(1);
        buffer[size++] = (byte) value;
    }

    void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    void writeInt(int value) {
        room(Integer.BYTES);
        putInt(size, value);
        size += Integer.BYTES;
    }

    void writeLong(long value) {
        writeInt((int) (value >>> Integer.SIZE));
        writeInt((int) value);
    }

    void writeEnum(Enum<?> value) {
        writeString(value.name());
    }

    void writeBytes(byte[] value) {
        writeInt(value.length);
        room(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
    }

    void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void writeNullableString(@Nullable String value) {
        writeBoolean(value != null);
        if (value != null) {
            writeString(value);
        }
    }

    void writeMap(Map<String, ? extends @Nullable Object> map, int depth) {
        writeInt(WireLimits.checkedCount(map.size()));
        map.forEach((key, value) -> {
            writeString(key);
            writeValue(value, depth + 1);
        });
    }

    void writeValue(@Nullable Object value) {
        writeValue(value, 0);
    }

    private void writeValue(@Nullable Object value, int depth) {
        if (depth > WireLimits.MAX_DEPTH) {
            throw new IllegalArgumentException("a value tree may be " + WireLimits.MAX_DEPTH + " levels deep");
        }
        ValueTag tag = ValueTag.of(value);
        writeByte(tag.code());
        if (value != null) {
            writeContent(tag, value, depth);
        }
    }

    private void writeContent(ValueTag tag, Object value, int depth) {
        switch (tag) {
            case LONG -> writeLong(((Number) value).longValue());
            case DOUBLE -> writeLong(Double.doubleToRawLongBits(((Number) value).doubleValue()));
            case STRING -> writeString((String) value);
            case BYTES -> writeBytes((byte[]) value);
            case LIST -> writeList((List<?>) value, depth);
            case MAP ->
                ((Map<?, ?>) value)
                        .keySet().stream()
                                .filter(key -> !(key instanceof String))
                                .findFirst()
                                .ifPresentOrElse(
                                        key -> {
                                            throw new IllegalArgumentException("map keys are strings, not " + key);
                                        },
                                        () -> writeStringMap((Map<?, ?>) value, depth));
            case NULL, TRUE, FALSE -> {}
        }
    }

    @SuppressWarnings("unchecked") // the caller has looked at every key
    private void writeStringMap(Map<?, ?> map, int depth) {
        writeMap((Map<String, ? extends @Nullable Object>) map, depth);
    }

    private void writeList(List<?> list, int depth) {
        writeInt(WireLimits.checkedCount(list.size()));
        for (Object item : list) {
            writeValue(item, depth + 1);
        }
    }

    private void putInt(int at, int value) {
        buffer[at] = (byte) (value >>> 24);
        buffer[at + 1] = (byte) (value >>> 16);
        buffer[at + 2] = (byte) (value >>> 8);
        buffer[at + 3] = (byte) value;
    }

    private void room(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, bytes)));
        }
    }
}
