package org.kaskado.forward;

import org.kaskado.net.Wire;
import org.kaskado.payload.DependencyDescriptor;
import org.kaskado.payload.PayloadFacts;
import org.kaskado.rtp.HeaderExtensions;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.rtp.Rtx;

/** Writes the packet that a viewer gets: a function of the source packet, the recipe and the negotiated extensions only. */
final class PacketWriter {
    /** The packet does not fit. */
    static final int NO_ROOM = PacketShape.NO_ROOM;

    /** As {@link PayloadFacts#pictureIdBits} says of a frame number. */
    private static final int FRAME_NUMBER_BITS = 16;

    private static final int FILLER_BYTES = 4;

    private final ReceiverConfig config;
    private final PacketShape shape;

    PacketWriter(ReceiverConfig config, PacketShape shape) {
        this.config = config;
        this.shape = shape;
    }

    PacketShape shape() {
        return shape;
    }

    /** Where {@link #fill} and {@link #writeAgain} put the packet, from index 0. */
    byte[] bytes() {
        return shape.bytes;
    }

    /** Writes what all receivers of a packet share; the length, or {@link #NO_ROOM}. Then {@link #fill} it. */
    int prepare(SourcePacket packet) {
        return shape.prepare(packet);
    }

    /** Writes a packet from the cache; the length, or {@link #NO_ROOM}. */
    int writeAgain(byte[] data, int offset, int length, Outgoing recipe) {
        int written = shape.write(data, offset, length);
        if (written != NO_ROOM) {
            fill(recipe);
        }
        return written;
    }

    /** A packet of padding: header, then padding only. */
    int writeFiller(Outgoing recipe, byte[] out) {
        RtpHeader.begin(out, 0);
        writeFixed(recipe, out);
        return RtpHeader.addPadding(out, 0, RtpHeader.FIXED_BYTES, FILLER_BYTES);
    }

    /** Makes a retransmission of the packet just written. */
    int writeRtx(int length, Outgoing recipe, byte[] out) {
        int written = Rtx.encapsulate(shape.bytes, 0, length, out, 0);
        stamp(recipe, out);
        return written;
    }

    /** Writes what is this receiver's own. */
    void fill(Outgoing recipe) {
        byte[] out = shape.bytes;
        writeFixed(recipe, out);
        stamp(recipe, out);
        if (shape.mid != HeaderExtensions.ABSENT) {
            System.arraycopy(config.mid(), 0, out, shape.mid, config.mid().length);
        }
        if (recipe.pictureIdBits == FRAME_NUMBER_BITS) {
            if (shape.descriptor != HeaderExtensions.ABSENT) {
                Wire.put16(out, shape.descriptor + DependencyDescriptor.FRAME_NUMBER_OFFSET, recipe.pictureId);
            }
        } else if (recipe.pictureIdBits > 0) {
            PayloadFacts.putPictureId(out, shape.payload + recipe.pictureIdAt, recipe.pictureIdBits, recipe.pictureId);
        }
        if (recipe.tl0PicIdxAt != Outgoing.ABSENT) {
            out[shape.payload + recipe.tl0PicIdxAt] = (byte) recipe.tl0PicIdx;
        }
    }

    private void writeFixed(Outgoing recipe, byte[] out) {
        out[1] = (byte) ((recipe.isMarked ? 0x80 : 0) | recipe.payloadType);
        RtpHeader.setSequenceNumber(out, 0, (int) recipe.sequence);
        RtpHeader.setTimestamp(out, 0, recipe.timestamp);
        RtpHeader.setSsrc(out, 0, config.ssrc());
    }

    private void stamp(Outgoing recipe, byte[] out) {
        if (shape.absSendTime != HeaderExtensions.ABSENT) {
            Wire.put24(out, shape.absSendTime, recipe.absSendTime);
        }
        if (shape.transportSequence != HeaderExtensions.ABSENT) {
            Wire.put16(out, shape.transportSequence, recipe.transportSequence);
        }
    }
}
