package org.kaskado.rtcp;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.Wire;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * Reads and writes compound packets (RFC 3550 §6.1), of reduced size too (RFC 5506).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P| count or|  packet type  |    length in words, less one  |
 * |     |  format |               |                               |
 * </pre>
 */
public final class Rtcp {
    public static final int SENDER_REPORT = 200;
    public static final int RECEIVER_REPORT = 201;
    public static final int SOURCE_DESCRIPTION = 202;
    public static final int BYE = 203;
    /** RFC 4585 §6.2: RTPFB. */
    public static final int TRANSPORT_FEEDBACK = 205;
    /** RFC 4585 §6.3: PSFB. */
    public static final int PAYLOAD_FEEDBACK = 206;
    /** RFC 3611 §2. */
    public static final int EXTENDED_REPORT = 207;
    /** Five bits count reports, chunks, sources. */
    public static final int MAX_COUNT = 31;
    /** More packets in one compound are not read. */
    public static final int MAX_PACKETS = 64;
    /** Largest compound that {@link #write} makes. */
    public static final int MAX_COMPOUND_BYTES = 1_200;

    static final int HEADER_BYTES = 4;
    static final int FORMAT_NACK = 1;
    static final int FORMAT_TWCC = 15;
    static final int FORMAT_PLI = 1;
    static final int FORMAT_FIR = 4;
    static final int FORMAT_APPLICATION = 15;

    private Rtcp() {}

    /** Checks the first header and that a sender's SSRC is there: what SRTCP needs to know before it has the keys. */
    public static Drop validateHeader(byte[] data, int offset, int length) {
        if (length < HEADER_BYTES + 4) {
            return Drop.MALFORMED;
        }
        return (data[offset] & 0xC0) == 0x80 ? Drop.NONE : Drop.BAD_VERSION;
    }

    /** SSRC of the first packet's sender, unsigned. */
    public static long senderSsrc(byte[] data, int offset) {
        return Wire.get32(data, offset + HEADER_BYTES);
    }

    /**
     * Hands the packets of a plain compound to the handler, in order; unknown types are skipped.
     *
     * @return {@link Drop#NONE} when all were well; otherwise the reason of the last that was not. The good ones have
     * been handed over in any case
     */
    public static Drop parse(byte[] data, int offset, int length, RtcpHandler handler) {
        Drop result = length == 0 ? Drop.MALFORMED : Drop.NONE;
        int end = offset + length;
        int at = offset;
        for (int packets = 0; at < end; packets++) {
            if (packets == MAX_PACKETS) {
                return Drop.OVER_BUDGET;
            }
            if (end - at < HEADER_BYTES) {
                return Drop.MALFORMED;
            }
            if ((data[at] & 0xC0) != 0x80) {
                return Drop.BAD_VERSION;
            }
            int bytes = HEADER_BYTES + 4 * Wire.get16(data, at + 2);
            if (bytes > end - at) {
                return Drop.MALFORMED;
            }
            if (!parsePacket(data, at, bytes, handler)) {
                result = Drop.MALFORMED;
            }
            at += bytes;
        }
        return result;
    }

    /** The packets as one compound. */
    public static byte[] write(List<? extends RtcpPacket> packets) {
        WireWriter out = new WireWriter(MAX_COMPOUND_BYTES);
        packets.forEach(packet -> packet.writeTo(out));
        return out.toByteArray();
    }

    private static boolean parsePacket(byte[] data, int offset, int bytes, RtcpHandler handler) {
        int length = bytes;
        if ((data[offset] & 0x20) != 0) {
            int padding = Wire.get8(data, offset + bytes - 1);
            if (padding == 0 || padding > bytes - HEADER_BYTES) {
                return false;
            }
            length -= padding;
        }
        WireReader in = new WireReader(data, offset + HEADER_BYTES, length - HEADER_BYTES);
        int count = data[offset] & 0x1F;
        return switch (Wire.get8(data, offset + 1)) {
            case SENDER_REPORT -> handed(SenderReport.parse(in, count), handler::onSenderReport);
            case RECEIVER_REPORT -> handed(ReceiverReport.parse(in, count), handler::onReceiverReport);
            case SOURCE_DESCRIPTION -> handed(SourceDescription.parse(in, count), handler::onSourceDescription);
            case BYE -> handed(Bye.parse(in, count), handler::onBye);
            case TRANSPORT_FEEDBACK -> parseTransportFeedback(in, count, handler);
            case PAYLOAD_FEEDBACK -> parsePayloadFeedback(data, in, count, handler);
            case EXTENDED_REPORT -> handed(ExtendedReport.parse(in), handler::onExtendedReport);
            default -> true;
        };
    }

    private static boolean parseTransportFeedback(WireReader in, int format, RtcpHandler handler) {
        return switch (format) {
            case FORMAT_NACK -> handed(Nack.parse(in), handler::onNack);
            case FORMAT_TWCC -> handed(Twcc.parse(in), handler::onTwcc);
            default -> true;
        };
    }

    private static boolean parsePayloadFeedback(byte[] data, WireReader in, int format, RtcpHandler handler) {
        if (format == FORMAT_APPLICATION && Remb.isAt(data, in.position(), in.remaining())) {
            return handed(Remb.parse(in), handler::onRemb);
        }
        return switch (format) {
            case FORMAT_PLI -> handed(Pli.parse(in), handler::onPli);
            case FORMAT_FIR -> handed(Fir.parse(in), handler::onFir);
            default -> true;
        };
    }

    private static <P> boolean handed(@Nullable P packet, Consumer<P> handler) {
        if (packet != null) {
            handler.accept(packet);
        }
        return packet != null;
    }

    /** Writes a header whose length {@link #finish} fills in; answers where it is. */
    static int begin(WireWriter out, int count, int packetType) {
        int at = out.size();
        out.put8(0x80 | count).put8(packetType).put16(0);
        return at;
    }

    /** Pads the packet that began there to whole words and writes its length. */
    static void finish(WireWriter out, int at) {
        out.pad(4);
        out.set16(at + 2, (out.size() - at) / 4 - 1);
    }
}
