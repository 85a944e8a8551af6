package org.kaskado.payload;

import org.kaskado.net.Drop;

/**
 * Formats whose payload is the frame. Sampled formats of one byte per tick of the RTP clock are split when they are longer
 * than a packet; an Opus frame cannot be. The marker, which means a talk spurt's start (RFC 3551 §4.1), is the caller's to
 * set: it knows about silence.
 */
final class AudioPacketizer implements Packetizer {
    private final int maxPayload;
    private final int ticksPerByte;

    /** @param ticksPerByte 0 for a format that cannot be split */
    AudioPacketizer(PacketizerConfig config, int ticksPerByte) {
        maxPayload = config.maxPayloadBytes();
        this.ticksPerByte = ticksPerByte;
    }

    @Override
    public Drop packetize(byte[] frame, boolean isKeyFrame, PayloadOutput out) {
        if (frame.length == 0) {
            return Drop.MALFORMED;
        }
        if (ticksPerByte == 0 && frame.length > maxPayload) {
            return Drop.TOO_LONG;
        }
        for (int from = 0; from < frame.length; from += maxPayload) {
            out.payload(frame, from, Math.min(maxPayload, frame.length - from), false, from * ticksPerByte);
        }
        return Drop.NONE;
    }
}
