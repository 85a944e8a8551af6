package org.kaskado.rtp;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which id stands for which header extension in one direction of one m-section (RFC 8285 §5). Does not change. */
public final class ExtensionIds {
    /** Answer of {@link #idOf} for an extension that was not negotiated. */
    public static final int ABSENT = 0;
    /** RFC 8285 §4.2: ids above this one need the two-byte form. */
    public static final int MAX_ONE_BYTE_ID = 14;
    /** Ids have eight bits. */
    public static final int MAX_ID = 255;

    private static final ExtensionIds EMPTY = new ExtensionIds(Map.of());

    private final EnumMap<HeaderExtension, Integer> map = new EnumMap<>(HeaderExtension.class);
    private final int[] idByIndex = new int[HeaderExtension.COUNT];
    private final @Nullable HeaderExtension[] byId = new @Nullable HeaderExtension[MAX_ID + 1];

    private ExtensionIds(Map<HeaderExtension, Integer> ids) {
        map.putAll(ids);
        ids.forEach((extension, id) -> {
            if (id < 1 || id > MAX_ID || id == 15 || byId[id] != null) {
                throw new IllegalArgumentException(
                        "id " + id + " of " + extension.uri() + " must be 1 to 14 or 16 to 255 and used once");
            }
            idByIndex[extension.index()] = id;
            byId[id] = extension;
        });
    }

    /** Ids are 1 to 14 or 16 to 255, each used once. */
    public static ExtensionIds of(Map<HeaderExtension, Integer> ids) {
        return new ExtensionIds(ids);
    }

    public static ExtensionIds none() {
        return EMPTY;
    }

    /** The id, or {@link #ABSENT}. */
    public int idOf(HeaderExtension extension) {
        return idByIndex[extension.index()];
    }

    /** The extension that an id of a packet stands for, or null. */
    public @Nullable HeaderExtension extensionOf(int id) {
        return id < 0 || id > MAX_ID ? null : byId[id];
    }

    public Map<HeaderExtension, Integer> asMap() {
        return Map.copyOf(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExtensionIds that && map.equals(that.map);
    }

    @Override
    public int hashCode() {
        return map.hashCode();
    }

    @Override
    public String toString() {
        return map.toString();
    }
}
