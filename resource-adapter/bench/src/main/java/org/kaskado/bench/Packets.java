package org.kaskado.bench;

import java.util.Map;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.rtp.RtpHeader;

/** RTP packets as a browser's camera makes them. */
final class Packets {
    static final int PAYLOAD_TYPE = 96;
    static final int PACKET_BYTES = 1_100;
    static final ExtensionIds EXTENSIONS = ExtensionIds.of(
            Map.of(HeaderExtension.MID, 1, HeaderExtension.ABS_SEND_TIME, 3, HeaderExtension.TRANSPORT_CC, 4));

    private Packets() {}

    /** One packet of VP8; the first of each key frame when {@code startsKeyFrame}. */
    static byte[] vp8(long ssrc, boolean startsKeyFrame) {
        byte[] packet = new byte[PACKET_BYTES];
        RtpHeader.begin(packet, 0);
        RtpHeader.setPayloadType(packet, 0, PAYLOAD_TYPE);
        RtpHeader.setSsrc(packet, 0, ssrc);
        packet[RtpHeader.FIXED_BYTES] = (byte) (startsKeyFrame ? 0x10 : 0); // RFC 7741 §4.2
        packet[RtpHeader.FIXED_BYTES + 1] = (byte) (startsKeyFrame ? 0 : 1);
        return packet;
    }
}
