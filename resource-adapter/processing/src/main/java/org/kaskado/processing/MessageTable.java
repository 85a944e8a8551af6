package org.kaskado.processing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kinds of record by number and by class, each with the code that writes and reads its members. A number is the order of
 * adding, counted from 1.
 *
 * @param <M> what all kinds have in common
 */
final class MessageTable<M> {
    /** Writes the members of a record. */
    interface Writer<T> {
        void write(WireWriter out, T message);
    }

    /** Reads them back in the same order. */
    interface Reader<T> {
        T read(WireReader in) throws WireException;
    }

    private record Kind<T>(Class<T> type, int number, Writer<T> writer, Reader<? extends T> reader) {
        void write(WireWriter out, Object message) {
            writer.write(out, type.cast(message));
        }
    }

    private final List<Kind<? extends M>> byNumber = new ArrayList<>();
    private final Map<Class<?>, Kind<? extends M>> byClass = new HashMap<>();

    <T extends M> MessageTable<M> add(Class<T> type, Writer<T> writer, Reader<T> reader) {
        Kind<T> kind = new Kind<>(type, byNumber.size() + 1, writer, reader);
        byNumber.add(kind);
        byClass.put(type, kind);
        return this;
    }

    int numberOf(M message) {
        return kindOf(message).number();
    }

    void writeMembers(WireWriter out, M message) {
        kindOf(message).write(out, message);
    }

    M read(int number, WireReader in) throws WireException {
        if (number < 1 || number > byNumber.size()) {
            throw new WireException("kind " + number + " is unknown; there are 1 to " + byNumber.size());
        }
        return byNumber.get(number - 1).reader().read(in);
    }

    private Kind<? extends M> kindOf(M message) {
        Kind<? extends M> kind = byClass.get(message.getClass());
        if (kind == null) {
            throw new IllegalArgumentException(
                    "no wire form for " + message.getClass().getName());
        }
        return kind;
    }
}
