package org.kaskado.payload;

import org.kaskado.net.Drop;

/** H.265, RFC 7798 §4.4, without decoding order numbers. */
final class H265Depacketizer extends NalDepacketizer {
    H265Depacketizer(int maxFrameBytes) {
        super(maxFrameBytes, 3);
    }

    @Override
    Drop append(RtpPayload packet, FrameBytes into) {
        if (packet.length() < 2) {
            return Drop.MALFORMED;
        }
        int type = H265Nal.type(packet.get8(0));
        if (type == H265Nal.AP) {
            return aggregate(packet.data(), packet.offset() + 2, packet.offset() + packet.length(), into);
        }
        if (type == H265Nal.FU) {
            return appendFragment(packet, into);
        }
        if (type > H265Nal.FU) {
            return Drop.MALFORMED;
        }
        return single(packet.data(), packet.offset(), packet.length(), into);
    }

    private Drop appendFragment(RtpPayload packet, FrameBytes into) {
        if (packet.length() < 4) {
            return Drop.MALFORMED;
        }
        int fragment = packet.get8(2);
        if ((fragment & H264Nal.FU_START) != 0) {
            byte first = (byte) ((packet.get8(0) & 0x81) | (fragment & 0x3F) << 1);
            Drop drop = firstFragment(new byte[] {first, (byte) packet.get8(1)}, into);
            if (drop != Drop.NONE) {
                return drop;
            }
        }
        return fragment(packet, 3, (fragment & H264Nal.FU_END) != 0, into);
    }

    @Override
    int unitHeaderBytes() {
        return 2;
    }

    @Override
    int unitType(int firstByte) {
        return H265Nal.type(firstByte);
    }

    @Override
    boolean isParameterSet(int type) {
        return H265Nal.isParameterSet(type);
    }

    @Override
    boolean isSlice(int type) {
        return H265Nal.isSlice(type);
    }

    @Override
    boolean isKeySlice(int type) {
        return H265Nal.isKey(type);
    }
}
