package org.kaskado.payload;

import org.kaskado.net.Drop;
import org.kaskado.net.Wire;

/** What H.264 and H.265 share: NAL units alone, aggregated and in fragments become a frame in start-code form. */
abstract class NalDepacketizer extends VideoDepacketizer {
    private final ParameterSets parameterSets;
    private boolean isFragmentOpen;
    private int unitStart;
    private boolean hasFirstSlice;
    private boolean hasSlice;
    private boolean hasParameterSets;
    private boolean isKeyFrame;
    private int firstKeySlice;
    private int units;
    private boolean mayLackHead;
    private boolean sendsParameterSets;

    NalDepacketizer(int maxFrameBytes, int parameterSetIdBytes) {
        super(maxFrameBytes);
        parameterSets = new ParameterSets(parameterSetIdBytes);
    }

    /** Bytes of a NAL unit header. */
    abstract int unitHeaderBytes();

    abstract int unitType(int firstByte);

    abstract boolean isParameterSet(int type);

    abstract boolean isSlice(int type);

    abstract boolean isKeySlice(int type);

    @Override
    final void begin(boolean isAfterGap) {
        isFragmentOpen = false;
        hasFirstSlice = false;
        hasSlice = false;
        hasParameterSets = false;
        isKeyFrame = false;
        firstKeySlice = -1;
        units = 0;
        mayLackHead = isAfterGap;
    }

    /** RFC 6184 §5.1: receivers must not rely on the marker alone. */
    @Override
    final boolean needsMarker() {
        return false;
    }

    @Override
    final boolean isKeyFrame() {
        return isKeyFrame;
    }

    /** A whole unit of the payload. */
    final Drop single(byte[] data, int offset, int length, FrameBytes into) {
        if (isFragmentOpen || length < unitHeaderBytes() || ++units > NalUnits.MAX_UNITS) {
            return Drop.MALFORMED;
        }
        unitStart = into.size();
        if (!into.append(NalUnits.START_CODE) || !into.append(data, offset, length)) {
            return Drop.TOO_LONG;
        }
        endUnit(into);
        return Drop.NONE;
    }

    /** Units with two bytes of size before each. */
    final Drop aggregate(byte[] data, int from, int end, FrameBytes into) {
        int at = from;
        while (at + 2 <= end) {
            int size = Wire.get16(data, at);
            if (size > end - at - 2) {
                return Drop.MALFORMED;
            }
            Drop drop = single(data, at + 2, size, into);
            if (drop != Drop.NONE) {
                return drop;
            }
            at += 2 + size;
        }
        return at == end && at > from ? Drop.NONE : Drop.MALFORMED;
    }

    /** The first fragment of a unit whose header is {@code header}. */
    final Drop firstFragment(byte[] header, FrameBytes into) {
        if (isFragmentOpen || ++units > NalUnits.MAX_UNITS) {
            return Drop.MALFORMED;
        }
        unitStart = into.size();
        isFragmentOpen = true;
        return into.append(NalUnits.START_CODE) && into.append(header) ? Drop.NONE : Drop.TOO_LONG;
    }

    final Drop fragment(RtpPayload packet, int headerBytes, boolean isLast, FrameBytes into) {
        if (!isFragmentOpen) {
            return Drop.LATE;
        }
        if (!into.append(packet.data(), packet.offset() + headerBytes, packet.length() - headerBytes)) {
            return Drop.TOO_LONG;
        }
        if (isLast) {
            isFragmentOpen = false;
            endUnit(into);
        }
        return Drop.NONE;
    }

    private void endUnit(FrameBytes into) {
        int from = unitStart + NalUnits.START_CODE.length;
        int type = unitType(into.get8(from));
        if (isParameterSet(type)) {
            hasParameterSets = true;
            parameterSets.remember(into.copyOfRange(from, into.size()));
        } else if (isSlice(type) && into.size() > from + unitHeaderBytes()) {
            boolean isFirst = (into.get8(from + unitHeaderBytes()) & 0x80) != 0;
            hasFirstSlice |= isFirst && !hasSlice;
            hasSlice = true;
            if (isKeySlice(type)) {
                isKeyFrame = true;
                firstKeySlice = firstKeySlice < 0 ? unitStart : firstKeySlice;
            }
        }
    }

    @Override
    final boolean complete(FrameBytes bytes) {
        if (isFragmentOpen || units == 0 || (hasSlice && !hasFirstSlice)) {
            return false;
        }
        if (!isKeyFrame) {
            return true;
        }
        if (hasParameterSets) {
            sendsParameterSets = true;
            return true;
        }
        // a sender that repeats them has done so here, perhaps with others: what is missing are they
        return !(mayLackHead && sendsParameterSets) && insertParameterSets(bytes);
    }

    @Override
    public final void rememberParameterSet(byte[] unit) {
        parameterSets.remember(unit.clone());
    }

    private boolean insertParameterSets(FrameBytes bytes) {
        if (parameterSets.all().isEmpty()) {
            return false;
        }
        byte[] tail = bytes.copyOfRange(firstKeySlice, bytes.size());
        byte[] head = bytes.copyOfRange(0, firstKeySlice);
        bytes.clear();
        boolean fits = bytes.append(head);
        for (byte[] set : parameterSets.all()) {
            fits &= bytes.append(NalUnits.START_CODE) && bytes.append(set);
        }
        return bytes.append(tail) && fits;
    }
}
