package org.kaskado.worker.graph;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kaskado.processing.NodeSpec.InputStreamSpec;
import org.kaskado.processing.ToWorker;

/** The open streams of a worker, by id: inputs get their bytes here, held-back outputs their credit. Thread-safe. */
public final class Streams {
    /** Hears of credit. */
    public interface CreditListener {
        void onCredit(long bytes);
    }

    private final Outbox outbox;
    private final Map<Long, PulledBytes> inputs = new ConcurrentHashMap<>();
    private final Map<Long, CreditListener> outputs = new ConcurrentHashMap<>();

    public Streams(Outbox outbox) {
        this.outbox = outbox;
    }

    public PulledBytes open(InputStreamSpec spec) {
        PulledBytes bytes = new PulledBytes(spec, outbox, () -> inputs.remove(spec.streamId()));
        inputs.put(spec.streamId(), bytes);
        return bytes;
    }

    public void onData(ToWorker.StreamData message) {
        PulledBytes bytes = inputs.get(message.streamId());
        if (bytes != null) {
            bytes.onData(message);
        }
    }

    public void claimOutput(long streamId, CreditListener listener) {
        outputs.put(streamId, listener);
    }

    public void dropOutput(long streamId) {
        outputs.remove(streamId);
    }

    public void onCredit(ToWorker.Credit message) {
        CreditListener listener = outputs.get(message.streamId());
        if (listener != null) {
            listener.onCredit(message.bytes());
        }
    }
}
