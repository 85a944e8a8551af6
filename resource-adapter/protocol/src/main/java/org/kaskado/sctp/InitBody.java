package org.kaskado.sctp;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;
import org.kaskado.net.WireWriter;

/**
 * Value of an INIT or INIT ACK chunk (RFC 9260 §3.3.2, §3.3.3).
 *
 * <pre>
 * | initiate tag 32 | a_rwnd 32 | outbound streams 16 | inbound streams 16 | initial TSN 32 | parameters … |
 * </pre>
 *
 * @param unrecognized whole parameters that are to be reported, each padded; empty when there are none
 */
record InitBody(
        long tag,
        long windowBytes,
        int outStreams,
        int inStreams,
        long initialTsn,
        boolean hasForwardTsn,
        boolean hasReconfig,
        byte @Nullable [] cookie,
        byte[] unrecognized) {
    static final int FIXED_BYTES = 16;
    static final int PARAMETER_UNRECOGNIZED = 8;
    static final int PARAMETER_COOKIE = 7;

    private static final int PARAMETER_HOST_NAME = 11;
    private static final int PARAMETER_EXTENSIONS = 0x8008;
    private static final int PARAMETER_FORWARD_TSN = 0xC000;
    private static final int MAX_REPORT_BYTES = 128; // so that the answer fits a packet
    private static final int MIN_WINDOW_BYTES = 1500; // RFC 9260 §3.3.2

    /** What we send: our numbers, FORWARD-TSN and RE-CONFIG; a cookie and a report in an INIT ACK. */
    byte[] encode() {
        WireWriter writer = new WireWriter(0x10000);
        writer.put32(tag).put32(windowBytes).put16(outStreams).put16(inStreams).put32(initialTsn);
        byte[] baked = cookie;
        if (baked != null) {
            writer.put16(PARAMETER_COOKIE).put16(4 + baked.length).put(baked).pad(4);
        }
        writer.put16(PARAMETER_FORWARD_TSN).put16(4);
        writer.put16(PARAMETER_EXTENSIONS).put16(6).put8(ChunkType.RE_CONFIG).put8(ChunkType.FORWARD_TSN);
        writer.pad(4);
        report(writer);
        return writer.toByteArray();
    }

    private void report(WireWriter writer) {
        for (int at = 0; at < unrecognized.length; ) {
            int length = Wire.get16(unrecognized, at + 2);
            writer.put16(PARAMETER_UNRECOGNIZED)
                    .put16(4 + length)
                    .put(unrecognized, at, length)
                    .pad(4);
            at += (length + 3) & ~3;
        }
    }

    /** Why the values cannot be used, or null. */
    @Nullable
    AbortCause refusal() {
        if (tag == 0 || outStreams == 0 || inStreams == 0 || windowBytes < MIN_WINDOW_BYTES) {
            return new AbortCause(AbortCause.INVALID_PARAMETER, "tag, stream count or window of INIT out of range");
        }
        return null;
    }

    /** Reads parameters by the rules for unknown ones (RFC 9260 §3.2.1). */
    static final class Parser {
        private final byte[] data;
        private final int end;
        private final WireWriter unrecognized;
        private int at;
        private boolean forwardTsn;
        private boolean reconfig;
        private byte @Nullable [] cookie;
        private @Nullable AbortCause refusal;

        private Parser(byte[] data, int at, int length) {
            this.data = data;
            this.at = at;
            this.end = at + length;
            this.unrecognized = new WireWriter(MAX_REPORT_BYTES + 4);
        }

        static Parser on(byte[] data, int at, int length) {
            return new Parser(data, at, length);
        }

        /** Null when it is malformed; then, or for want of a usable value, {@link #refusal} may name a cause. */
        @Nullable
        InitBody parse() {
            if (end - at < FIXED_BYTES) {
                return null;
            }
            int fixed = at;
            at += FIXED_BYTES;
            while (end - at >= 4 && refusal == null) {
                int length = Wire.get16(data, at + 2);
                if (length < 4 || length > end - at) {
                    return null;
                }
                if (!take(Wire.get16(data, at), length)) {
                    break;
                }
                at += (length + 3) & ~3;
            }
            return refusal == null ? body(fixed) : null;
        }

        @Nullable
        AbortCause refusal() {
            return refusal;
        }

        private InitBody body(int fixed) {
            return new InitBody(
                    Wire.get32(data, fixed),
                    Wire.get32(data, fixed + 4),
                    Wire.get16(data, fixed + 8),
                    Wire.get16(data, fixed + 10),
                    Wire.get32(data, fixed + 12),
                    forwardTsn,
                    reconfig,
                    cookie,
                    unrecognized.toByteArray());
        }

        /** False when the rest is to be left. */
        private boolean take(int type, int length) {
            switch (type) {
                case PARAMETER_COOKIE -> cookie = copy(at + 4, length - 4);
                case PARAMETER_FORWARD_TSN -> forwardTsn = true;
                case PARAMETER_EXTENSIONS -> extensions(at + 4, length - 4);
                case PARAMETER_HOST_NAME ->
                    refusal = new AbortCause(AbortCause.UNRESOLVABLE_ADDRESS, "host name address in INIT");
                // Addresses, preservative, supported address types, report of ours: of no use on one DTLS path.
                case 5, 6, 9, 12, PARAMETER_UNRECOGNIZED -> {}
                default -> {
                    return unknown(type, length);
                }
            }
            return true;
        }

        private void extensions(int from, int count) {
            for (int i = from; i < from + count; i++) {
                reconfig |= Wire.get8(data, i) == ChunkType.RE_CONFIG;
                forwardTsn |= Wire.get8(data, i) == ChunkType.FORWARD_TSN;
            }
        }

        private boolean unknown(int type, int length) {
            if ((type & 0x4000) != 0 && unrecognized.size() + length <= MAX_REPORT_BYTES) {
                unrecognized.put(data, at, length).pad(4);
            }
            return (type & 0x8000) != 0;
        }

        private byte[] copy(int from, int count) {
            byte[] copy = new byte[count];
            System.arraycopy(data, from, copy, 0, count);
            return copy;
        }
    }
}
