package org.kaskado.forward;

import java.util.Random;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;
import org.kaskado.rtp.RtpHeader;

/** One simulcast encoding of VP8 with temporal layers 0 2 1 2, made packet by packet. */
final class Vp8Publisher {
    static final int PAYLOAD_TYPE = 96;
    private static final int[] PATTERN = {0, 2, 1, 2};

    private final long ssrc;
    private final Random random;
    private int sequence;
    private long timestamp;
    private int pictureId;
    private int tl0;
    private int frame;
    private int piece;
    private int pieces;
    private boolean isKeyFrame;
    private boolean wantsKeyFrame = true;

    Vp8Publisher(long ssrc, Random random) {
        this.ssrc = ssrc;
        this.random = random;
        sequence = random.nextInt(1 << 16);
        timestamp = random.nextInt() & 0xFFFF_FFFFL;
        pictureId = random.nextInt(1 << 15);
        tl0 = random.nextInt(256);
    }

    void wantKeyFrame() {
        wantsKeyFrame = true;
    }

    /** Of the frame that was begun last. */
    long timestamp() {
        return timestamp;
    }

    int temporalLayer() {
        return PATTERN[frame & 3];
    }

    /** The packet that would come next is the first of a frame. */
    boolean isBetweenFrames() {
        return piece == pieces;
    }

    PacketBuffer next() {
        if (isBetweenFrames()) {
            beginFrame();
        }
        byte[] packet = new byte[RtpHeader.FIXED_BYTES + 6 + 20 + random.nextInt(40)];
        random.nextBytes(packet);
        boolean isFirst = piece == 0;
        piece++;
        RtpHeader.begin(packet, 0);
        RtpHeader.setPayloadType(packet, 0, PAYLOAD_TYPE);
        RtpHeader.setMarked(packet, 0, piece == pieces);
        RtpHeader.setSequenceNumber(packet, 0, sequence++);
        RtpHeader.setTimestamp(packet, 0, timestamp);
        RtpHeader.setSsrc(packet, 0, ssrc);
        packet[12] = (byte) (isFirst ? 0x90 : 0x80);
        packet[13] = (byte) 0xE0;
        Wire.put16(packet, 14, 0x8000 | pictureId & 0x7FFF);
        packet[16] = (byte) tl0;
        boolean isSync = temporalLayer() > 0 && frame % 4 != 3;
        packet[17] = (byte) (temporalLayer() << 6 | (isSync ? 0x20 : 0));
        packet[18] = (byte) (isFirst && isKeyFrame ? packet[18] & ~1 : packet[18] | 1);
        return PacketBuffer.of(packet);
    }

    private void beginFrame() {
        frame++;
        if (wantsKeyFrame) {
            frame = 0;
        }
        isKeyFrame = wantsKeyFrame;
        wantsKeyFrame = false;
        timestamp += 3000;
        pictureId++;
        tl0 += temporalLayer() == 0 ? 1 : 0;
        piece = 0;
        pieces = 1 + random.nextInt(4);
    }
}
