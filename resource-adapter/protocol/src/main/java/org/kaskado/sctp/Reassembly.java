package org.kaskado.sctp;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes messages of fragments (RFC 9260 §6.9) and puts them in order (§6.6). What it holds is charged in bytes. */
final class Reassembly {
    /** What an object that holds a fragment or message is charged beside its bytes. */
    private static final int OVERHEAD_BYTES = 64;

    private final int maxMessageBytes;
    private final Map<Long, FragmentRun> byFirst = new HashMap<>();
    private final Map<Long, FragmentRun> byLast = new HashMap<>();
    private final Map<Integer, IncomingStream> streams = new HashMap<>();
    private long heldBytes;

    Reassembly(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Bytes of messages that are not whole or not in order, with what holding them costs. */
    long heldBytes() {
        return heldBytes;
    }

    /** Takes a fragment that is no duplicate; answers what is wrong with it, or null. */
    @Nullable
    AbortCause add(Fragment fragment, SctpOutput out) {
        FragmentRun run = new FragmentRun(fragment);
        FragmentRun left = byLast.get(fragment.tsn() - 1);
        if (left != null && areJoined(left.last(), fragment)) {
            release(left);
            run = left.joinedWith(run);
        }
        FragmentRun right = byFirst.get(fragment.tsn() + 1);
        if (right != null && areJoined(fragment, right.first())) {
            release(right);
            run = run.joinedWith(right);
        }
        return settle(run, out);
    }

    /** RFC 3758 §3.6: fragments up to this TSN belong to messages that the peer gave up. */
    void discardUpTo(long tsn) {
        for (Iterator<FragmentRun> runs = byFirst.values().iterator(); runs.hasNext(); ) {
            FragmentRun run = runs.next();
            if (run.first().tsn() <= tsn) {
                runs.remove();
                byLast.remove(run.last().tsn());
                heldBytes -= charge(run);
            }
        }
    }

    /** RFC 3758 §3.6: ordered messages up to this number do not come any more. */
    void skip(int streamId, int ssn, SctpOutput out) {
        IncomingStream stream = streams.computeIfAbsent(streamId, id -> new IncomingStream());
        SctpMessage message = stream.skip(ssn);
        while (message != null) {
            deliverHeld(message, out);
            message = stream.skip(ssn);
        }
        drain(stream, out);
    }

    /** RFC 6525 §5.2.2: the stream's next message is number 0. */
    void reset(int streamId) {
        IncomingStream stream = streams.remove(streamId);
        if (stream != null) {
            heldBytes -= stream.waitingBytes(OVERHEAD_BYTES);
        }
    }

    /** RFC 6525 §4.1: no stream listed means all. */
    void resetAll() {
        for (IncomingStream stream : streams.values()) {
            heldBytes -= stream.waitingBytes(OVERHEAD_BYTES);
        }
        streams.clear();
    }

    /** A message that its sender gave up may lack its end; then the next one begins beside it and FORWARD-TSN follows. */
    private static boolean areJoined(Fragment before, Fragment after) {
        return !before.isLast() && !after.isFirst() && before.belongsWith(after);
    }

    private @Nullable AbortCause settle(FragmentRun run, SctpOutput out) {
        if (run.bytes() > maxMessageBytes) {
            return AbortCause.violation("a message has more than " + maxMessageBytes + " bytes");
        }
        if (!run.isWhole()) {
            byFirst.put(run.first().tsn(), run);
            byLast.put(run.last().tsn(), run);
            heldBytes += charge(run);
            return null;
        }
        Fragment first = run.first();
        SctpMessage message = new SctpMessage(first.streamId(), first.payloadProtocol(), run.assemble());
        if (first.isUnordered()) {
            out.message(message);
        } else {
            order(first.ssn(), message, out);
        }
        return null;
    }

    private void order(int ssn, SctpMessage message, SctpOutput out) {
        IncomingStream stream = streams.computeIfAbsent(message.streamId(), id -> new IncomingStream());
        if (stream.add(ssn, message)) {
            heldBytes += message.data().length + OVERHEAD_BYTES;
            drain(stream, out);
        }
    }

    private void drain(IncomingStream stream, SctpOutput out) {
        SctpMessage message = stream.poll();
        while (message != null) {
            deliverHeld(message, out);
            message = stream.poll();
        }
    }

    private void deliverHeld(SctpMessage message, SctpOutput out) {
        heldBytes -= message.data().length + OVERHEAD_BYTES;
        out.message(message);
    }

    private void release(FragmentRun run) {
        byFirst.remove(run.first().tsn());
        byLast.remove(run.last().tsn());
        heldBytes -= charge(run);
    }

    private static long charge(FragmentRun run) {
        return run.bytes() + (long) run.count() * OVERHEAD_BYTES;
    }
}
