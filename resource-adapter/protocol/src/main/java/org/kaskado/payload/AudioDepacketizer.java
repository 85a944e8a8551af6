package org.kaskado.payload;

import org.kaskado.net.Drop;

/** Formats whose payload is the frame: Opus (RFC 7587 §4.2), PCMU, PCMA and G.722 (RFC 3551 §4.5), telephone-event. */
final class AudioDepacketizer implements Depacketizer {
    private boolean hasSequence;
    private long lastSequence;
    private boolean isDiscontinuous;

    @Override
    public Drop onPacket(RtpPayload packet, FrameOutput out) {
        if (hasSequence && packet.sequence() <= lastSequence) {
            return Drop.LATE;
        }
        isDiscontinuous |= hasSequence && packet.sequence() != lastSequence + 1;
        hasSequence = true;
        lastSequence = packet.sequence();
        if (packet.length() == 0) {
            return Drop.NONE;
        }
        byte[] bytes = new byte[packet.length()];
        System.arraycopy(packet.data(), packet.offset(), bytes, 0, bytes.length);
        out.frame(new CodedFrame(bytes, true, packet.timestamp(), isDiscontinuous));
        isDiscontinuous = false;
        return Drop.NONE;
    }
}
