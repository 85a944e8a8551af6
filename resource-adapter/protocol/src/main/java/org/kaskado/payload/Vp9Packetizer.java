package org.kaskado.payload;

import org.kaskado.net.Drop;

/**
 * VP9, RFC 9628, one spatial and one temporal layer. Flexible mode names the picture before as the only reference, so that a
 * receiver waits for all; non-flexible mode says the same by a picture group of one in the scalability structure.
 */
final class Vp9Packetizer implements Packetizer {
    private static final int MAX_HEADER_BYTES = 9;

    private final byte[] scratch;
    private final int maxPiece;
    private final boolean isFlexible;
    private int pictureId;
    private int tl0PicIdx;

    Vp9Packetizer(PacketizerConfig config) {
        scratch = new byte[config.maxPayloadBytes()];
        maxPiece = config.maxPayloadBytes() - MAX_HEADER_BYTES;
        isFlexible = config.isVp9Flexible();
        pictureId = config.firstPictureId();
    }

    @Override
    public Drop packetize(byte[] frame, boolean isKeyFrame, PayloadOutput out) {
        if (frame.length == 0) {
            return Drop.MALFORMED;
        }
        int pieces = (frame.length + maxPiece - 1) / maxPiece;
        for (int piece = 0; piece < pieces; piece++) {
            int from = (int) ((long) frame.length * piece / pieces);
            int length = (int) ((long) frame.length * (piece + 1) / pieces) - from;
            int header = writeHeader(isKeyFrame, piece == 0, piece == pieces - 1);
            System.arraycopy(frame, from, scratch, header, length);
            out.payload(scratch, 0, header + length, piece == pieces - 1, 0);
        }
        pictureId = pictureId + 1 & 0x7FFF;
        tl0PicIdx = tl0PicIdx + 1 & 0xFF;
        return Drop.NONE;
    }

    private int writeHeader(boolean isKeyFrame, boolean isFirst, boolean isLast) {
        boolean hasStructure = !isFlexible && isKeyFrame && isFirst;
        int flags = Vp9Descriptor.I
                | (isKeyFrame ? 0 : Vp9Descriptor.P)
                | (isFlexible ? Vp9Descriptor.F : Vp9Descriptor.L)
                | (isFirst ? Vp9Descriptor.B : 0)
                | (isLast ? Vp9Descriptor.E : 0)
                | (hasStructure ? Vp9Descriptor.V : 0);
        scratch[0] = (byte) flags;
        PayloadFacts.putPictureId(scratch, 1, 15, pictureId);
        int at = 3;
        if (isFlexible && !isKeyFrame) {
            scratch[at++] = 1 << 1; // P_DIFF 1, N 0
        }
        if (!isFlexible) {
            scratch[at++] = 0; // TID 0, SID 0
            scratch[at++] = (byte) tl0PicIdx;
        }
        if (hasStructure) {
            scratch[at++] = 0x08; // N_S 0 (one layer), no sizes, a picture group follows
            scratch[at++] = 1; // N_G: one picture
            scratch[at++] = 0x04; // TID 0, one reference
            scratch[at++] = 1; // P_DIFF 1
        }
        return at;
    }
}
