package org.kaskado.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One restricted stream (RFC 8851) of a simulcast (RFC 8853).
 *
 * @param id letters, digits, {@code -} and {@code _}
 * @param isPaused whether it starts paused ({@code ~})
 * @param payloadTypes the ones it may use; empty: any
 * @param restrictions such as {@code max-width}, in order
 */
public record RidConfig(String id, boolean isPaused, List<Integer> payloadTypes, Map<String, String> restrictions) {
    public RidConfig {
        payloadTypes = List.copyOf(payloadTypes);
        restrictions = Collections.unmodifiableMap(new LinkedHashMap<>(restrictions));
    }

    public static RidConfig of(String id) {
        return new RidConfig(id, false, List.of(), Map.of());
    }
}
