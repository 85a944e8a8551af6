package org.kaskado.payload;

import java.util.List;

/** H.264, RFC 6184: mode 0 sends single NAL units, mode 1 also STAP-A and FU-A. */
final class H264Packetizer extends NalPacketizer {
    private final int mode;

    H264Packetizer(PacketizerConfig config) {
        super(config, 2);
        mode = config.h264Mode();
    }

    @Override
    boolean mayAggregate() {
        return mode == 1;
    }

    @Override
    boolean isParameterSet(byte[] unit) {
        int type = H264Nal.type(unit[0]);
        return type == H264Nal.SPS || type == H264Nal.PPS;
    }

    @Override
    boolean isDelimiter(byte[] unit) {
        return H264Nal.type(unit[0]) == H264Nal.DELIMITER;
    }

    @Override
    int unitHeaderBytes() {
        return 1;
    }

    @Override
    int aggregateHeaderBytes() {
        return 1;
    }

    /** RFC 6184 §5.7.1: F is set when one has it, NRI is the largest. */
    @Override
    void writeAggregateHeader(List<byte[]> units, int from, int to) {
        int forbidden = 0;
        int importance = 0;
        for (byte[] unit : units.subList(from, to)) {
            forbidden |= unit[0] & 0x80;
            importance = Math.max(importance, unit[0] & 0x60);
        }
        scratch[0] = (byte) (forbidden | importance | H264Nal.STAP_A);
    }

    @Override
    void fragment(byte[] unit, boolean isLastUnit, PayloadOutput out) {
        scratch[0] = (byte) ((unit[0] & ~H264Nal.TYPE) | H264Nal.FU_A);
        scratch[1] = (byte) H264Nal.type(unit[0]);
        fragments(unit, 2, isLastUnit, out);
    }
}
