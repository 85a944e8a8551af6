package org.kaskado.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code a=} lines of a session or an m-section, in order.
 *
 * @param list all of them, unknown ones too
 */
public record Attributes(List<Attribute> list) {
    public static final Attributes EMPTY = new Attributes(List.of());

    public Attributes {
        list = List.copyOf(list);
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** The value of the first attribute of this name; empty text for a property. */
    public Optional<String> first(String name) {
        for (Attribute attribute : list) {
            if (attribute.name().equals(name)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }

    /** The values of all attributes of this name. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Attribute attribute : list) {
            if (attribute.name().equals(name)) {
                values.add(attribute.value());
            }
        }
        return values;
    }

    /** Collects attributes in order. */
    public static final class Builder {
        private final List<Attribute> list = new ArrayList<>();

        public Builder add(String name) {
            return add(name, "");
        }

        public Builder add(String name, String value) {
            list.add(new Attribute(name, value));
            return this;
        }

        public Attributes build() {
            return new Attributes(list);
        }
    }
}
