package org.kaskado.forward;

import org.kaskado.net.PacketBuffer;
import org.kaskado.payload.PayloadFacts;
import org.kaskado.rtp.ExtensionValues;
import org.kaskado.rtp.RtpHeader;

/** What a source has read of the packet that is on its way to the receivers; filled again for each. */
final class SourcePacket {
    final PayloadFacts facts = new PayloadFacts();
    byte[] data = new byte[0];
    int offset;
    int length;
    int payloadOffset;
    /** Different for each packet that a source reads. */
    long serial;

    int encoding;
    long nowNs;
    int absSendTime;
    long sequence;
    long timestamp;
    long pictureIndex;
    int payloadType;
    boolean isMarked;
    /** Neither padding nor broken. */
    boolean isMedia;

    void read(long newNowNs, long newSerial, PacketBuffer packet) {
        nowNs = newNowNs;
        serial = newSerial;
        absSendTime = ExtensionValues.absSendTimeOf(newNowNs);
        data = packet.array();
        offset = packet.offset();
        length = packet.length();
        payloadOffset = RtpHeader.payloadOffset(data, offset);
        timestamp = RtpHeader.timestamp(data, offset);
        payloadType = RtpHeader.payloadType(data, offset);
        isMarked = RtpHeader.isMarked(data, offset);
    }

    boolean hasPictureId() {
        return facts.pictureId() != PayloadFacts.ABSENT;
    }

    int payloadLength() {
        return RtpHeader.payloadLength(data, offset, length);
    }
}
