package org.kaskado.engine;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.MediaKind;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.MediaObject;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;

/** Calls operations of media objects by their tables. */
final class Invocation {
    private Invocation() {}

    /** Calls an operation that the catalogue promises for the target's type. */
    static CompletionStage<@Nullable Object> of(
            ElementTypes types, MediaObject target, String operation, Arguments arguments) {
        ElementType<?> type = types.find(target.type());
        OperationTable<?> table = type == null ? Pipeline.OPERATIONS : type.operations();
        return call(table, target, operation, arguments);
    }

    @SuppressWarnings("unchecked") // a table is found by the type that made the target
    private static <T extends MediaObject> CompletionStage<@Nullable Object> call(
            OperationTable<T> table, MediaObject target, String operation, Arguments arguments) {
        OperationTable.Handler<? super T> handler = table.handler(operation);
        if (handler == null) {
            throw new IllegalStateException(target.type() + " has no operation " + operation);
        }
        return handler.call((T) target, arguments);
    }

    /** The object as an element; only elements can be connected. */
    static Element element(MediaObject object) {
        if (object instanceof Element element) {
            return element;
        }
        throw new MediaException(
                MediaErrorCode.CONNECT_ERROR, "A " + object.type() + " cannot be connected: it is no media element");
    }

    /** A medium by name, null for all. */
    static @Nullable MediaKind medium(@Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            return MediaKind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new MediaException(MediaErrorCode.MARSHALL_ERROR, "Invalid value for 'MediaType'", e);
        }
    }
}
