package org.kaskado.payload;

import org.kaskado.net.Drop;

/**
 * Payloads in, coded frames out. Packets come in the order of their sequence numbers (a jitter buffer's work); a number that
 * is missing is a loss, and frames that it damages, or whose references it damages, are dropped and reported. A frame is
 * given with its last packet. Memory is bounded by the largest frame that was allowed.
 */
public interface Depacketizer {
    /** Frames may grow to this unless said otherwise: a key frame of 4K video has about 1 MiB. */
    int MAX_FRAME_BYTES = 4 << 20;

    /**
     * Takes one packet.
     *
     * @return why the packet was of no use, or {@link Drop#NONE}
     */
    Drop onPacket(RtpPayload packet, FrameOutput out);

    /**
     * Tells a parameter set that came another way, such as in {@code sprop-parameter-sets} of an SDP (RFC 6184 §8.1, RFC
     * 7798 §7.1): a NAL unit without start code. Formats without parameter sets take no notice.
     */
    default void rememberParameterSet(byte[] unit) {}

    /** For a codec's RTP payload format. */
    static Depacketizer of(PayloadCodec codec) {
        return of(codec, MAX_FRAME_BYTES);
    }

    /**
     * For a codec's RTP payload format.
     *
     * @param maxFrameBytes a frame that grows larger is dropped
     */
    static Depacketizer of(PayloadCodec codec, int maxFrameBytes) {
        return switch (codec) {
            case VP8 -> new Vp8Depacketizer(maxFrameBytes);
            case VP9 -> new Vp9Depacketizer(maxFrameBytes);
            case H264 -> new H264Depacketizer(maxFrameBytes);
            case H265 -> new H265Depacketizer(maxFrameBytes);
            case AV1 -> new Av1Depacketizer(maxFrameBytes);
            case OPUS, PCMU, PCMA, G722, TELEPHONE_EVENT -> new AudioDepacketizer();
        };
    }
}
