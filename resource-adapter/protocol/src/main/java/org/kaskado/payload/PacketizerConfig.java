package org.kaskado.payload;

/**
 * How frames are cut.
 *
 * @param maxPayloadBytes 100 to 60000
 * @param h264Mode packetization mode of RFC 6184 §6: 0 (one NAL unit per packet, no larger one) or 1
 * @param isVp9Flexible flexible mode of RFC 9628 §4.2: each picture names its reference
 * @param firstPictureId where the picture ids of VP8 and VP9 begin, 0 to 32767; a random one lets receivers see a restart
 */
public record PacketizerConfig(int maxPayloadBytes, int h264Mode, boolean isVp9Flexible, int firstPictureId) {
    /** Leaves room for headers, a tag and tunnels within 1280 bytes. */
    public static final int MAX_PAYLOAD_BYTES = 1200;

    public PacketizerConfig {
        if (maxPayloadBytes < 100 || maxPayloadBytes > 60_000) {
            throw new IllegalArgumentException("maxPayloadBytes must be 100 to 60000, not " + maxPayloadBytes);
        }
        if (h264Mode != 0 && h264Mode != 1) {
            throw new IllegalArgumentException("h264Mode must be 0 or 1, not " + h264Mode);
        }
        if (firstPictureId < 0 || firstPictureId > 0x7FFF) {
            throw new IllegalArgumentException("firstPictureId must be 0 to 32767, not " + firstPictureId);
        }
    }

    /** 1200 bytes, H.264 mode 1, flexible VP9, picture ids from 0. */
    public static PacketizerConfig standard() {
        return new PacketizerConfig(MAX_PAYLOAD_BYTES, 1, true, 0);
    }
}
