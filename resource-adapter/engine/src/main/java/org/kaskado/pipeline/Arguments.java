package org.kaskado.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

/**
 * The parameters of one call, already checked against the catalogue: defaults filled in, numbers as {@link Long} or
 * {@link Double}, references as {@link MediaObject}.
 *
 * @param values by parameter name; an optional one without default is absent or null
 */
public record Arguments(Map<String, @Nullable Object> values) {

    /** Whether a parameter was given, or has a default. */
    public boolean has(String name) {
        return values.get(name) != null;
    }

    public String string(String name) {
        return required(name, String.class);
    }

    public @Nullable String stringOrNull(String name) {
        return (String) values.get(name);
    }

    public long integer(String name) {
        return required(name, Number.class).longValue();
    }

    public double number(String name) {
        return required(name, Number.class).doubleValue();
    }

    public boolean flag(String name) {
        return required(name, Boolean.class);
    }

    public MediaObject object(String name) {
        return required(name, MediaObject.class);
    }

    /** A register's members. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> register(String name) {
        return required(name, Map.class);
    }

    /** A list of values. */
    public List<?> list(String name) {
        return required(name, List.class);
    }

    private <T> T required(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new MediaException(
                    MediaErrorCode.MARSHALL_ERROR,
                    "'" + name + "' parameter should be " + type.getSimpleName() + ", not " + Objects.toString(value));
        }
        return type.cast(value);
    }
}
