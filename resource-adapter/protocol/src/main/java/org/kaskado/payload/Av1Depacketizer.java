package org.kaskado.payload;

import org.kaskado.net.Drop;

/**
 * AV1, AOM RTP payload format §4 and §5. A frame is a temporal unit in low-overhead form: a temporal delimiter, then OBUs with
 * their sizes.
 */
final class Av1Depacketizer extends VideoDepacketizer {
    private static final byte[] DELIMITER = {Av1Obu.TEMPORAL_DELIMITER << 3 | Av1Obu.HAS_SIZE, 0};

    private final FrameBytes unit;
    private final byte[] sized = new byte[8];
    private boolean isUnitOpen;
    private boolean hasSequenceHeader;
    private boolean isKeyFrame;
    private boolean hasFrame;
    private boolean isStarted;

    Av1Depacketizer(int maxFrameBytes) {
        super(maxFrameBytes);
        unit = new FrameBytes(maxFrameBytes);
    }

    @Override
    void begin(boolean isAfterGap) {
        unit.clear();
        isUnitOpen = false;
        hasSequenceHeader = false;
        isKeyFrame = false;
        hasFrame = false;
        isStarted = false;
    }

    @Override
    Drop append(RtpPayload packet, FrameBytes into) {
        if (packet.length() < 2) {
            return Drop.MALFORMED;
        }
        if (!isStarted) {
            isStarted = true;
            if (!into.append(DELIMITER)) {
                return Drop.TOO_LONG;
            }
        }
        int header = packet.get8(0);
        if ((header & Av1Obu.Z) != 0 != isUnitOpen) {
            return Drop.LATE;
        }
        return appendElements(packet, header, into);
    }

    private Drop appendElements(RtpPayload packet, int header, FrameBytes into) {
        int count = header >>> 4 & 3;
        int at = packet.offset() + 1;
        int end = packet.offset() + packet.length();
        for (int index = 1; at < end; index++) {
            int size = end - at;
            if (index != count) {
                size = Av1Obu.leb(packet.data(), at, end);
                at += size < 0 ? 0 : Av1Obu.lebBytes(packet.data(), at);
            }
            if (size < 0 || size > end - at || (count != 0 && index > count)) {
                return Drop.MALFORMED;
            }
            if (!unit.append(packet.data(), at, size)) {
                return Drop.TOO_LONG;
            }
            at += size;
            isUnitOpen = at == end && (header & Av1Obu.Y) != 0;
            Drop drop = isUnitOpen ? Drop.NONE : endUnit(into);
            if (drop != Drop.NONE) {
                return drop;
            }
        }
        return Drop.NONE;
    }

    private Drop endUnit(FrameBytes into) {
        if (unit.size() == 0) {
            return Drop.NONE;
        }
        byte[] obu = unit.toByteArray();
        unit.clear();
        int header = obu[0] & 0xFF;
        int headerBytes = Av1Obu.headerBytes(header);
        int from = headerBytes;
        int length = obu.length - headerBytes;
        if (length >= 0 && (header & Av1Obu.HAS_SIZE) != 0) {
            length = Av1Obu.leb(obu, headerBytes, obu.length);
            from = length < 0 ? from : headerBytes + Av1Obu.lebBytes(obu, headerBytes);
        }
        if (length < 0 || length > obu.length - from || (header & 0x80) != 0) {
            return Drop.MALFORMED;
        }
        if (Av1Obu.staysBehind(Av1Obu.type(header))) {
            return Drop.NONE;
        }
        see(Av1Obu.type(header), length > 0 ? obu[from] : 0xFF);
        System.arraycopy(obu, 0, sized, 0, headerBytes);
        sized[0] |= Av1Obu.HAS_SIZE;
        int sizeEnd = Av1Obu.putLeb(sized, headerBytes, length);
        return into.append(sized, 0, sizeEnd) && into.append(obu, from, length) ? Drop.NONE : Drop.TOO_LONG;
    }

    private void see(int type, int firstByte) {
        hasSequenceHeader |= type == Av1Obu.SEQUENCE_HEADER;
        if (!hasFrame && (type == Av1Obu.FRAME || type == Av1Obu.FRAME_HEADER)) {
            hasFrame = true;
            // AV1 §5.9.2: show_existing_frame 0, frame_type KEY_FRAME 0
            isKeyFrame = hasSequenceHeader && (firstByte & 0xE0) == 0;
        }
    }

    @Override
    boolean complete(FrameBytes bytes) {
        return !isUnitOpen && bytes.size() > DELIMITER.length;
    }

    @Override
    boolean isKeyFrame() {
        return isKeyFrame;
    }
}
