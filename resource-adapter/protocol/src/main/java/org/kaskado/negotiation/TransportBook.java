package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.session.CryptoConfig;
import org.kaskado.session.DtlsSetup;
import org.kaskado.session.Fingerprint;
import org.kaskado.session.IceParameters;
import org.kaskado.session.RtpAddress;

/**
 * The transports of a session and which m-section uses which. A negotiation works on a copy; it takes the agreed one's place
 * when the negotiation ends well.
 */
final class TransportBook {
    /** What is known of one transport. */
    record Entry(
            String id,
            int generation,
            @Nullable IceParameters remoteIce,
            List<Fingerprint> remoteFingerprints,
            @Nullable DtlsSetup localSetup,
            @Nullable RtpAddress localAddress,
            List<CryptoConfig> localCrypto) {
        static Entry fresh(String id) {
            return new Entry(id, 0, null, List.of(), null, null, List.of());
        }

        Entry restarted() {
            return new Entry(id, generation + 1, remoteIce, remoteFingerprints, localSetup, localAddress, localCrypto);
        }

        Entry withRemote(@Nullable IceParameters ice, List<Fingerprint> fingerprints, DtlsSetup setup) {
            return new Entry(id, generation, ice, fingerprints, setup, localAddress, localCrypto);
        }

        Entry withLocal(RtpAddress address, List<CryptoConfig> crypto) {
            return new Entry(id, generation, remoteIce, remoteFingerprints, localSetup, address, crypto);
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> idByMid = new LinkedHashMap<>();

    TransportBook copy() {
        TransportBook copy = new TransportBook();
        copy.entries.putAll(entries);
        copy.idByMid.putAll(idByMid);
        return copy;
    }

    /** The transport that an m-section used so far, or null. */
    @Nullable
    Entry of(String mid) {
        String id = idByMid.get(mid);
        return id == null ? null : entries.get(id);
    }

    @Nullable
    Entry byId(String id) {
        return entries.get(id);
    }

    void put(Entry entry) {
        entries.put(entry.id(), entry);
    }

    void assign(String mid, String id) {
        idByMid.put(mid, id);
    }

    /** A name for a new transport: the mid, with a tail when an earlier transport of a former section has it. */
    String freshId(String mid) {
        String id = mid;
        for (int i = 2; entries.containsKey(id); i++) {
            id = mid + "-" + i;
        }
        return id;
    }

    /** Forgets m-sections that are not active, and transports that none uses. */
    void keepOnly(List<String> activeMids) {
        idByMid.keySet().retainAll(activeMids);
        entries.keySet().retainAll(idByMid.values());
    }

    /** All transports in the order they came up. */
    List<Entry> entries() {
        return new ArrayList<>(entries.values());
    }

    List<String> midsOf(String id) {
        return idByMid.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .toList();
    }

    int size() {
        return entries.size();
    }
}
