package org.kaskado.jitter;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtp.ExtendedSequence;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.rtp.TimestampUnwrapper;

/**
 * Gives out the packets of one source in order. A packet behind a gap waits for what is missing at most the target delay,
 * which follows the jitter between the configured bounds; then the gap is reported and the stream goes on.
 */
public final class JitterBuffer {
    /** No time is wanted. */
    public static final long NEVER = Long.MAX_VALUE;

    /** So many late packets in a row mean that the source began anew with lower numbers. */
    private static final int LATE_MEANS_RESTART = 64;

    private final JitterConfig config;
    private final DelayTarget target;
    private final ExtendedSequence sequence = new ExtendedSequence();
    private final TimestampUnwrapper timestamps = new TimestampUnwrapper();
    private final @Nullable PacketBuffer[] packets;
    private final long[] arrivalNs;
    private final long[] mediaTimestamps;
    private long next;
    private long shift;
    private int count;
    private int lateInRow;
    private long deadlineNs = NEVER;
    private long missed;

    public JitterBuffer(JitterConfig config) {
        this.config = config;
        this.target = new DelayTarget(config);
        this.packets = new @Nullable PacketBuffer[config.maxPackets()];
        this.arrivalNs = new long[config.maxPackets()];
        this.mediaTimestamps = new long[config.maxPackets()];
    }

    /**
     * Takes in a packet that {@link RtpHeader#validate} has passed. <em>Takes</em> the reference, also when it is dropped.
     *
     * @return {@link Drop#NONE}, {@link Drop#DUPLICATE} or {@link Drop#LATE}
     */
    public Drop onPacket(long nowNs, PacketBuffer packet, JitterOutput out) {
        int number = RtpHeader.sequenceNumber(packet.array(), packet.offset());
        if (sequence.newest() == ExtendedSequence.NONE) {
            next = sequence.extend(number);
        }
        long extended = sequence.extend(number) + shift;
        if (extended < next) {
            if (++lateInRow < LATE_MEANS_RESTART) {
                target.onPacket(nowNs, timestamps.unwrap(RtpHeader.timestamp(packet.array(), packet.offset())));
                packet.release();
                return Drop.LATE;
            }
            extended = restart(number, out);
        }
        lateInRow = 0;
        if (packets[slot(extended)] != null && extended - next < packets.length) {
            packet.release();
            return Drop.DUPLICATE;
        }
        sequence.update(number);
        makeRoomFor(extended, out);
        long timestamp = timestamps.unwrap(RtpHeader.timestamp(packet.array(), packet.offset()));
        target.onPacket(nowNs, timestamp);
        packets[slot(extended)] = packet;
        arrivalNs[slot(extended)] = nowNs;
        mediaTimestamps[slot(extended)] = timestamp;
        count++;
        release(nowNs, out);
        return Drop.NONE;
    }

    /** Gives out what is due, and gives up what did not come in time. */
    public void onTime(long nowNs, JitterOutput out) {
        if (nowNs >= deadlineNs) {
            release(nowNs, out);
        }
    }

    /** When {@link #onTime} is wanted, or {@link #NEVER}. */
    public long deadlineNs() {
        return deadlineNs;
    }

    /** Gives out all that is left, in order; the end of the stream. */
    public void flush(JitterOutput out) {
        while (count > 0) {
            emitFirst(out);
        }
        deadlineNs = NEVER;
    }

    /** Releases all that is left without giving it out. */
    public void clear() {
        for (int slot = 0; slot < packets.length; slot++) {
            PacketBuffer packet = packets[slot];
            if (packet != null) {
                packets[slot] = null;
                packet.release();
            }
        }
        count = 0;
        deadlineNs = NEVER;
    }

    /** How long a packet waits for an earlier one, at present. */
    public long targetDelayNs() {
        return target.targetNs();
    }

    /** Packets that wait. */
    public int size() {
        return count;
    }

    /** Packets that were reported as gaps. */
    public long missed() {
        return missed;
    }

    /** The source counts from another number on: the output goes on upwards, with a gap of unknown truth. */
    private long restart(int number, JitterOutput out) {
        flush(out);
        sequence.reset();
        long fresh = sequence.update(number);
        long cycles = Math.max(0, (next - fresh + 0xFFFF) >> 16);
        shift = cycles << 16;
        out.gap(next, fresh + shift - next);
        next = fresh + shift;
        return next;
    }

    private void makeRoomFor(long extended, JitterOutput out) {
        while (count > 0 && extended - next >= packets.length) {
            emitFirst(out);
        }
        if (extended - next >= packets.length) {
            report(extended, out);
        }
    }

    private void release(long nowNs, JitterOutput out) {
        while (count > 0) {
            long first = first();
            int slot = slot(first);
            long dueNs = config.paced() ? target.playoutNs(mediaTimestamps[slot]) : arrivalNs[slot] + target.targetNs();
            boolean waits = first != next || config.paced();
            if (waits && nowNs < dueNs && count < packets.length) {
                deadlineNs = dueNs;
                return;
            }
            emitFirst(out);
        }
        deadlineNs = NEVER;
    }

    private void emitFirst(JitterOutput out) {
        long first = first();
        if (first != next) {
            report(first, out);
        }
        int slot = slot(first);
        PacketBuffer packet = packets[slot];
        packets[slot] = null;
        count--;
        next = first + 1;
        if (packet != null) {
            out.packet(packet, first, mediaTimestamps[slot]);
        }
    }

    private void report(long upTo, JitterOutput out) {
        missed += upTo - next;
        out.gap(next, upTo - next);
        next = upTo;
    }

    /** The first that is there; there is one. */
    private long first() {
        long first = next;
        while (packets[slot(first)] == null) {
            first++;
        }
        return first;
    }

    private int slot(long extended) {
        return (int) extended & (packets.length - 1);
    }
}
