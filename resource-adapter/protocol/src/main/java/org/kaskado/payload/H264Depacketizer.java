package org.kaskado.payload;

import org.kaskado.net.Drop;

/** H.264, RFC 6184 §5.6 to §5.8, packetization modes 0 and 1. */
final class H264Depacketizer extends NalDepacketizer {
    H264Depacketizer(int maxFrameBytes) {
        super(maxFrameBytes, 2);
    }

    @Override
    Drop append(RtpPayload packet, FrameBytes into) {
        int header = packet.get8(0);
        int type = H264Nal.type(header);
        if (type == H264Nal.STAP_A) {
            return aggregate(packet.data(), packet.offset() + 1, packet.offset() + packet.length(), into);
        }
        if (type == H264Nal.FU_A) {
            return appendFragment(packet, into);
        }
        if (type == 0 || type > H264Nal.STAP_A) {
            return Drop.MALFORMED;
        }
        return single(packet.data(), packet.offset(), packet.length(), into);
    }

    private Drop appendFragment(RtpPayload packet, FrameBytes into) {
        if (packet.length() < 3) {
            return Drop.MALFORMED;
        }
        int fragment = packet.get8(1);
        if ((fragment & H264Nal.FU_START) != 0) {
            int header = (packet.get8(0) & ~H264Nal.TYPE) | H264Nal.type(fragment);
            Drop drop = firstFragment(new byte[] {(byte) header}, into);
            if (drop != Drop.NONE) {
                return drop;
            }
        }
        return fragment(packet, 2, (fragment & H264Nal.FU_END) != 0, into);
    }

    @Override
    int unitHeaderBytes() {
        return 1;
    }

    @Override
    int unitType(int firstByte) {
        return H264Nal.type(firstByte);
    }

    @Override
    boolean isParameterSet(int type) {
        return type == H264Nal.SPS || type == H264Nal.PPS;
    }

    @Override
    boolean isSlice(int type) {
        return H264Nal.isSlice(type);
    }

    @Override
    boolean isKeySlice(int type) {
        return type == H264Nal.IDR;
    }
}
