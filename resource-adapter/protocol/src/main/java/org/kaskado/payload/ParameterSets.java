package org.kaskado.payload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest parameter sets of a stream, in the order they came, so that a key frame without its own can be completed.
 * A set replaces the one of equal kind and equal first bytes, which hold its id; few are kept.
 */
final class ParameterSets {
    private static final int MAX_SETS = 16;
    private static final int MAX_SET_BYTES = 4096;

    private final int idBytes;
    private final List<byte[]> sets = new ArrayList<>();

    /** @param idBytes how many bytes of a unit, header included, tell two sets apart */
    ParameterSets(int idBytes) {
        this.idBytes = idBytes;
    }

    void remember(byte[] unit) {
        if (unit.length > MAX_SET_BYTES || unit.length < idBytes) {
            return;
        }
        for (int index = 0; index < sets.size(); index++) {
            if (Arrays.equals(sets.get(index), 0, idBytes, unit, 0, idBytes)) {
                sets.set(index, unit);
                return;
            }
        }
        if (sets.size() < MAX_SETS) {
            sets.add(unit);
        }
    }

    List<byte[]> all() {
        return sets;
    }
}
