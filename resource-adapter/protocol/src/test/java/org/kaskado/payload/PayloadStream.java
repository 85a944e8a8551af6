package org.kaskado.payload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Packetizes frames into numbered payloads, as a sender would, one frame each 3000 ticks. */
final class PayloadStream {
    static final long TICKS = 3000;

    final List<RtpPayload> packets = new ArrayList<>();
    private final Packetizer packetizer;
    private long timestamp = 90_000;

    PayloadStream(Packetizer packetizer) {
        this.packetizer = packetizer;
    }

    PayloadStream add(byte[] frame, boolean isKeyFrame) {
        packetizer.packetize(
                frame,
                isKeyFrame,
                (data, offset, length, marker, timestampOffset) -> packets.add(new RtpPayload(
                        packets.size(),
                        timestamp + timestampOffset,
                        marker,
                        Arrays.copyOfRange(data, offset, offset + length),
                        0,
                        length)));
        timestamp += TICKS;
        return this;
    }
}
