package org.kaskado.payload;

import org.kaskado.net.Drop;

/**
 * What all video formats share: a frame is the packets of one timestamp; a gap in the sequence damages the frame around it;
 * after a loss the format says whether the next whole frame can be decoded.
 *
 * <pre>
 * WAITING (a key frame is needed) -- whole key frame --> FLOWING -- gap --> LOSSY -- decodable --> FLOWING
 *    ^-------------------------------------------------------------------------+ broken
 * </pre>
 */
abstract class VideoDepacketizer implements Depacketizer {
    /** What a loss before a whole frame means for it. */
    enum AfterLoss {
        /** Its references are here. */
        DECODABLE,
        /** It is lost as well, yet frames after it may do. */
        SKIPPED,
        /** A key frame is needed. */
        BROKEN
    }

    private enum State {
        WAITING,
        FLOWING,
        LOSSY
    }

    private final FrameBytes frame;
    private State state = State.WAITING;
    private boolean hasSequence;
    private boolean isOpen;
    private boolean isDamaged;
    private boolean isDiscontinuous;
    private boolean isAfterGap;
    private long lastSequence;
    private long timestamp;

    VideoDepacketizer(int maxFrameBytes) {
        frame = new FrameBytes(maxFrameBytes);
    }

    /** A frame begins; {@code isAfterGap} when packets directly before it are missing, which may have been its own. */
    abstract void begin(boolean isAfterGap);

    /** Adds a packet of the frame; anything but NONE damages the frame. */
    abstract Drop append(RtpPayload packet, FrameBytes into);

    /** Whether the packets since {@link #begin} make a whole frame; last chance to change its bytes. */
    abstract boolean complete(FrameBytes bytes);

    abstract boolean isKeyFrame();

    /** Asked for whole frames after a loss that are no key frame. */
    AfterLoss afterLoss() {
        return AfterLoss.BROKEN;
    }

    /** Whether a frame without a marked packet is not whole. */
    boolean needsMarker() {
        return true;
    }

    /** The frame goes out: remember what later frames are compared with. */
    void delivered() {}

    @Override
    public final Drop onPacket(RtpPayload packet, FrameOutput out) {
        if (hasSequence && packet.sequence() <= lastSequence) {
            return Drop.LATE;
        }
        if (hasSequence && packet.sequence() != lastSequence + 1) {
            isAfterGap = true;
            onGap();
        }
        hasSequence = true;
        lastSequence = packet.sequence();
        if (packet.length() == 0) {
            return Drop.NONE;
        }
        if (isOpen && packet.timestamp() != timestamp) {
            isDamaged |= needsMarker();
            finish(out);
        }
        Drop drop = onFramePacket(packet, out);
        isAfterGap = false;
        return drop;
    }

    private Drop onFramePacket(RtpPayload packet, FrameOutput out) {
        if (!isOpen) {
            isOpen = true;
            isDamaged = false;
            timestamp = packet.timestamp();
            frame.clear();
            begin(isAfterGap);
        }
        Drop drop = isDamaged ? Drop.NONE : append(packet, frame);
        isDamaged |= drop != Drop.NONE;
        if (packet.marker()) {
            finish(out);
        }
        return drop;
    }

    private void onGap() {
        isDamaged |= isOpen;
        isDiscontinuous = true;
        if (state == State.FLOWING) {
            state = State.LOSSY;
        }
    }

    private void finish(FrameOutput out) {
        isOpen = false;
        if (isDamaged || !complete(frame)) {
            onGap();
            lose(out);
            return;
        }
        if (isKeyFrame()) {
            deliver(out, State.FLOWING);
            return;
        }
        AfterLoss after = state == State.FLOWING ? AfterLoss.DECODABLE : afterLoss();
        if (state == State.WAITING || after == AfterLoss.BROKEN) {
            state = State.WAITING;
            lose(out);
        } else if (after == AfterLoss.SKIPPED) {
            isDiscontinuous = true;
            lose(out);
        } else {
            deliver(out, state);
        }
    }

    private void deliver(FrameOutput out, State next) {
        state = next;
        delivered();
        out.frame(new CodedFrame(frame.toByteArray(), isKeyFrame(), timestamp, isDiscontinuous));
        isDiscontinuous = false;
        frame.clear();
    }

    private void lose(FrameOutput out) {
        frame.clear();
        out.frameLost(timestamp);
        if (state == State.WAITING) {
            out.keyFrameNeeded();
        }
    }
}
