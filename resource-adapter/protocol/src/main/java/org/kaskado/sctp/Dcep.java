package org.kaskado.sctp;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * Data Channel Establishment Protocol (RFC 8832 §5).
 *
 * <pre>
 * OPEN: | 3 | channel type 8 | priority 16 | reliability 32 | label length 16 | protocol length 16 | label | protocol |
 * ACK:  | 2 |
 * </pre>
 */
final class Dcep {
    static final int ACK = 2;
    static final int OPEN = 3;

    private static final int OPEN_FIXED_BYTES = 12;
    private static final int TYPE_RETRANSMITS = 1;
    private static final int TYPE_LIFETIME = 2;
    private static final int TYPE_UNORDERED = 0x80;

    private Dcep() {}

    static SctpMessage ack(int streamId) {
        return new SctpMessage(streamId, PayloadProtocol.DCEP, new byte[] {ACK});
    }

    static SctpMessage open(int streamId, DataChannelConfig config) {
        byte[] label = config.label().getBytes(StandardCharsets.UTF_8);
        byte[] protocol = config.protocol().getBytes(StandardCharsets.UTF_8);
        WireWriter writer = new WireWriter(OPEN_FIXED_BYTES + label.length + protocol.length);
        writer.put8(OPEN).put8(type(config.reliability())).put16(config.priority());
        writer.put32(parameter(config.reliability())).put16(label.length).put16(protocol.length);
        writer.put(label).put(protocol);
        return new SctpMessage(streamId, PayloadProtocol.DCEP, writer.toByteArray());
    }

    /** What a peer's OPEN says, or null when it is malformed or of an unknown type. */
    static @Nullable DataChannelConfig parseOpen(byte[] data) {
        WireReader reader = new WireReader(data, 0, data.length);
        boolean isOpen = reader.get8() == OPEN;
        int type = reader.get8();
        int priority = reader.get16();
        long parameter = reader.get32();
        int labelBytes = reader.get16();
        int protocolBytes = reader.get16();
        if (reader.isBroken() || !isOpen || labelBytes + protocolBytes != reader.remaining()) {
            return null;
        }
        Reliability reliability = reliability(type, parameter);
        String label = new String(reader.bytes(labelBytes), StandardCharsets.UTF_8);
        String protocol = new String(reader.bytes(protocolBytes), StandardCharsets.UTF_8);
        return reliability == null || !fits(label) || !fits(protocol)
                ? null
                : new DataChannelConfig(label, protocol, reliability, priority, DataChannelConfig.IN_BAND);
    }

    /** Bytes that are no UTF-8 grow when replaced. */
    private static boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= 65_535;
    }

    private static int type(Reliability reliability) {
        int type = reliability.isOrdered() ? 0 : TYPE_UNORDERED;
        if (reliability.maxRetransmits() != Reliability.UNLIMITED) {
            return type | TYPE_RETRANSMITS;
        }
        return reliability.maxLifetimeMs() != Reliability.UNLIMITED ? type | TYPE_LIFETIME : type;
    }

    private static long parameter(Reliability reliability) {
        return Math.max(0, Math.max(reliability.maxRetransmits(), reliability.maxLifetimeMs()));
    }

    private static @Nullable Reliability reliability(int type, long parameter) {
        boolean isOrdered = (type & TYPE_UNORDERED) == 0;
        int value = (int) Math.min(parameter, Integer.MAX_VALUE);
        return switch (type & ~TYPE_UNORDERED) {
            case 0 -> new Reliability(isOrdered, Reliability.UNLIMITED, Reliability.UNLIMITED);
            case TYPE_RETRANSMITS -> new Reliability(isOrdered, value, Reliability.UNLIMITED);
            case TYPE_LIFETIME -> new Reliability(isOrdered, Reliability.UNLIMITED, value);
            default -> null;
        };
    }
}
