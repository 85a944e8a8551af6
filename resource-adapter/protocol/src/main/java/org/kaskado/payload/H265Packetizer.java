package org.kaskado.payload;

import java.util.List;

/** H.265, RFC 7798 §4.4: single NAL units, aggregation packets and fragmentation units, without decoding order numbers. */
final class H265Packetizer extends NalPacketizer {
    H265Packetizer(PacketizerConfig config) {
        super(config, 3);
    }

    @Override
    boolean isParameterSet(byte[] unit) {
        return H265Nal.isParameterSet(H265Nal.type(unit[0]));
    }

    @Override
    boolean isDelimiter(byte[] unit) {
        return H265Nal.type(unit[0]) == H265Nal.DELIMITER;
    }

    @Override
    int unitHeaderBytes() {
        return 2;
    }

    @Override
    int aggregateHeaderBytes() {
        return 2;
    }

    /** RFC 7798 §4.4.2: F is set when one has it, layer and temporal id are the lowest. */
    @Override
    void writeAggregateHeader(List<byte[]> units, int from, int to) {
        int forbidden = 0;
        int layer = 63;
        int temporal = 7;
        for (byte[] unit : units.subList(from, to)) {
            forbidden |= unit[0] & 0x80;
            layer = Math.min(layer, (unit[0] & 1) << 5 | (unit[1] >>> 3 & 0x1F));
            temporal = Math.min(temporal, unit[1] & 7);
        }
        scratch[0] = (byte) (forbidden | H265Nal.AP << 1 | layer >>> 5);
        scratch[1] = (byte) ((layer & 0x1F) << 3 | temporal);
    }

    @Override
    void fragment(byte[] unit, boolean isLastUnit, PayloadOutput out) {
        scratch[0] = (byte) ((unit[0] & 0x81) | H265Nal.FU << 1);
        scratch[1] = unit[1];
        scratch[2] = (byte) H265Nal.type(unit[0]);
        fragments(unit, 3, isLastUnit, out);
    }
}
