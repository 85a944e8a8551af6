package org.kaskado.workers;

import java.util.concurrent.atomic.AtomicLong;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.ToWorker;
import org.kaskado.processing.WireCodec;
import org.kaskado.runtime.HandOff;
import org.kaskado.runtime.MediaLoop;

/**
 * A graph in a worker. Its public side lives on the pipeline's loop, its package side on the workers' loop; between them
 * are the link's queue (down) and a bounded hand-off (up).
 */
final class PooledGraph implements WorkerGraph {
    /** Ids carry the graph in their upper half, so that answers find it without a table. */
    static final int ID_BITS = 32;

    private static final int MAX_WAITING_MESSAGES = 65_536;

    /** Above so many bytes on their way to the pipeline's loop the link is not read. */
    private static final long CONGESTED_BYTES = 16L << 20;

    /** What a message without payload counts for. */
    private static final long SMALL_MESSAGE_BYTES = 256;

    private final long graphId;
    private final MediaLoop loop;
    private final Listener listener;
    private final WorkerLink link;
    private final AtomicLong dropped;
    private final HandOff<FromWorker> inbox;
    private final AtomicLong waitingBytes = new AtomicLong();
    private long lastId;
    private State state = State.OPEN;

    /** On the pipeline's loop. */
    private enum State {
        OPEN,
        CLOSING,
        GONE
    }

    /** @param dropped counts messages to a lost worker */
    PooledGraph(long graphId, MediaLoop loop, Listener listener, WorkerLink link, AtomicLong dropped) {
        this.graphId = graphId;
        this.loop = loop;
        this.listener = listener;
        this.link = link;
        this.dropped = dropped;
        this.inbox = new HandOff<>(loop, MAX_WAITING_MESSAGES, this::receive);
    }

    /** The graph that an id of {@link #nextId} belongs to. */
    static long graphOf(long id) {
        return id >>> ID_BITS;
    }

    @Override
    public long graphId() {
        return graphId;
    }

    @Override
    public long nextId() {
        return graphId << ID_BITS | ++lastId;
    }

    @Override
    public void send(ToWorker message) {
        if (state == State.GONE) {
            dropped.incrementAndGet();
        } else {
            link.send(WireCodec.encode(message));
        }
    }

    @Override
    public void close() {
        if (state == State.OPEN) {
            send(new ToWorker.CloseGraph(graphId));
            state = State.CLOSING;
        }
    }

    /** On the workers' loop: hands a message over; false when far too many wait. */
    boolean deliver(FromWorker message) {
        waitingBytes.addAndGet(sizeOf(message));
        return inbox.offer(message);
    }

    /** From any thread. */
    boolean isCongested() {
        return waitingBytes.get() > CONGESTED_BYTES;
    }

    /** On the workers' loop: the worker is gone. */
    void lose(String reason) {
        loop.execute(() -> {
            if (state != State.GONE) {
                state = State.GONE;
                listener.onLost(reason);
            }
        });
    }

    private void receive(FromWorker message) {
        waitingBytes.addAndGet(-sizeOf(message));
        if (state == State.GONE) {
            return;
        }
        if (message instanceof FromWorker.GraphClosed) {
            state = State.GONE;
        }
        listener.onMessage(message);
    }

    private static long sizeOf(FromWorker message) {
        if (message instanceof FromWorker.ContainerBytes bytes) {
            return SMALL_MESSAGE_BYTES + bytes.data().length;
        }
        if (message instanceof FromWorker.FrameOut out) {
            return SMALL_MESSAGE_BYTES + out.frame().data().length;
        }
        return SMALL_MESSAGE_BYTES;
    }
}
