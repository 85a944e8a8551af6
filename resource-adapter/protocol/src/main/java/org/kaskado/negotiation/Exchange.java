package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange of descriptions works with, and what is agreed on once it is complete.
 *
 * @param local our description; null until made
 * @param remote the peer's; null until it came
 * @param slots the transceiver of each m-section; null for data, unknown media and empty places
 * @param book transports
 */
record Exchange(
        @Nullable Description local,
        @Nullable Description remote,
        List<@Nullable Transceiver> slots,
        TransportBook book) {
    static final Exchange NONE = new Exchange(null, null, List.of(), new TransportBook());

    /** The slot at a place, null too when there is no such place yet. */
    @Nullable
    Transceiver slot(int index) {
        return index < slots.size() ? slots.get(index) : null;
    }

    /** How many m-sections there are. */
    int size() {
        return local == null ? 0 : local.sections().size();
    }

    /** Whether the place may be used for another m-section: RFC 9429 §5.2.2, "recycled". */
    boolean isFree(int index) {
        return local != null
                && remote != null
                && (local.sections().get(index).isRejected()
                        || remote.sections().get(index).isRejected());
    }

    List<@Nullable Transceiver> copyOfSlots() {
        return new ArrayList<>(slots);
    }
}
