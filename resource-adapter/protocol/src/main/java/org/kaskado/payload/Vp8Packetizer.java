package org.kaskado.payload;

import org.kaskado.net.Drop;

/** VP8, RFC 7741 §4.2, with 15-bit picture ids; pieces of a frame are about equally long. */
final class Vp8Packetizer implements Packetizer {
    private static final int HEADER_BYTES = 4;

    private final byte[] scratch;
    private final int maxPiece;
    private int pictureId;

    Vp8Packetizer(PacketizerConfig config) {
        scratch = new byte[config.maxPayloadBytes()];
        maxPiece = config.maxPayloadBytes() - HEADER_BYTES;
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
            scratch[0] = (byte) (Vp8Descriptor.X | (piece == 0 ? Vp8Descriptor.S : 0));
            scratch[1] = (byte) Vp8Descriptor.I;
            PayloadFacts.putPictureId(scratch, 2, 15, pictureId);
            System.arraycopy(frame, from, scratch, HEADER_BYTES, length);
            out.payload(scratch, 0, HEADER_BYTES + length, piece == pieces - 1, 0);
        }
        pictureId = pictureId + 1 & 0x7FFF;
        return Drop.NONE;
    }
}
