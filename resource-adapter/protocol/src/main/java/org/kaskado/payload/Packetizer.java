package org.kaskado.payload;

import org.kaskado.net.Drop;

/** Coded frames in, payloads out; frames in the form that {@link CodedFrame} describes. */
public interface Packetizer {
    /**
     * Cuts one frame; the marker is set where the format asks for it.
     *
     * @return {@link Drop#MALFORMED} for a frame that is none of the codec's, {@link Drop#TOO_LONG} for one that the
     *     format's mode cannot carry, else {@link Drop#NONE}; a frame that is dropped gives no payload
     */
    Drop packetize(byte[] frame, boolean isKeyFrame, PayloadOutput out);

    /** For a codec's RTP payload format, by {@link PacketizerConfig#standard}. */
    static Packetizer of(PayloadCodec codec) {
        return of(codec, PacketizerConfig.standard());
    }

    /** For a codec's RTP payload format. */
    static Packetizer of(PayloadCodec codec, PacketizerConfig config) {
        return switch (codec) {
            case VP8 -> new Vp8Packetizer(config);
            case VP9 -> new Vp9Packetizer(config);
            case H264 -> new H264Packetizer(config);
            case H265 -> new H265Packetizer(config);
            case AV1 -> new Av1Packetizer(config);
            case OPUS, TELEPHONE_EVENT -> new AudioPacketizer(config, 0);
            case PCMU, PCMA, G722 -> new AudioPacketizer(config, 1);
        };
    }
}
