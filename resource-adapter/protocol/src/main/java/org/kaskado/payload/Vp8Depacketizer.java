package org.kaskado.payload;

import org.kaskado.net.Drop;

/** VP8, RFC 7741. With TL0PICIDX a loss in an upper temporal layer costs only frames of that layer. */
final class Vp8Depacketizer extends VideoDepacketizer {
    private final PayloadFacts packet = new PayloadFacts();
    private final TemporalBase base = new TemporalBase();
    private boolean hasStart;
    private boolean isKeyFrame;

    Vp8Depacketizer(int maxFrameBytes) {
        super(maxFrameBytes);
    }

    @Override
    void begin(boolean isAfterGap) {
        hasStart = false;
        isKeyFrame = false;
    }

    @Override
    Drop append(RtpPayload payload, FrameBytes into) {
        if (!Vp8Descriptor.peek(payload.data(), payload.offset(), payload.length(), packet)) {
            return Drop.MALFORMED;
        }
        if (!hasStart) {
            if (!packet.startsFrame()) {
                return Drop.LATE;
            }
            hasStart = true;
            isKeyFrame = packet.startsKeyFrame();
            base.see(packet);
        }
        int header = packet.headerBytes();
        boolean fits = into.append(payload.data(), payload.offset() + header, payload.length() - header);
        return fits ? Drop.NONE : Drop.TOO_LONG;
    }

    @Override
    boolean complete(FrameBytes bytes) {
        return hasStart;
    }

    @Override
    boolean isKeyFrame() {
        return isKeyFrame;
    }

    @Override
    AfterLoss afterLoss() {
        return base.afterLoss();
    }

    @Override
    void delivered() {
        base.delivered();
    }
}
