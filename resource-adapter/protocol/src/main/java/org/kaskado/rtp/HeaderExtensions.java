package org.kaskado.rtp;

import org.kaskado.net.Wire;

/**
 * Finds the elements of a header extension (RFC 8285) in a packet that {@link RtpHeader#validateHeader} has passed. An
 * element is named by the index of its first data byte; the byte before holds its length in both forms.
 *
 * <pre>
 * 0xBEDE | words      one-byte form (§4.2): |  ID   | len-1 | data ... ; ID 15 ends the list
 * 0x100x | words      two-byte form (§4.3): |      ID       |  length  | data ...
 * 0x00 is padding in both
 * </pre>
 */
public final class HeaderExtensions {
    /** No such element. */
    public static final int ABSENT = -1;

    static final int ONE_BYTE_PROFILE = 0xBEDE;
    static final int TWO_BYTE_PROFILE = 0x1000;

    private HeaderExtensions() {}

    /** Index of the first data byte of the element with this id, or {@link #ABSENT}; id 0 is always absent. */
    public static int find(byte[] data, int offset, int id) {
        if (id == ExtensionIds.ABSENT) {
            return ABSENT;
        }
        for (int at = first(data, offset); at != ABSENT; at = next(data, offset, at)) {
            if (idAt(data, offset, at) == id) {
                return at;
            }
        }
        return ABSENT;
    }

    /** As {@link #find(byte[], int, int)} by kind; absent also when the kind has no id. */
    public static int find(byte[] data, int offset, ExtensionIds ids, HeaderExtension extension) {
        return find(data, offset, ids.idOf(extension));
    }

    /** The first element, or {@link #ABSENT}. */
    public static int first(byte[] data, int offset) {
        if (!RtpHeader.hasExtension(data, offset)) {
            return ABSENT;
        }
        int start = offset + RtpHeader.FIXED_BYTES + 4 * RtpHeader.csrcCount(data, offset);
        return elementAt(data, offset, start + 4);
    }

    /** The element after the one at {@code at}, or {@link #ABSENT}. */
    public static int next(byte[] data, int offset, int at) {
        return elementAt(data, offset, at + lengthAt(data, offset, at));
    }

    /** Id of the element. */
    public static int idAt(byte[] data, int offset, int at) {
        return isTwoByte(data, offset) ? Wire.get8(data, at - 2) : (data[at - 1] & 0xF0) >> 4;
    }

    /** Data bytes of the element: 1 to 16, in the two-byte form 0 to 255. */
    public static int lengthAt(byte[] data, int offset, int at) {
        return isTwoByte(data, offset) ? Wire.get8(data, at - 1) : (data[at - 1] & 0x0F) + 1;
    }

    /** Whether the packet uses the two-byte form; the packet has an extension. */
    static boolean isTwoByte(byte[] data, int offset) {
        return (profile(data, offset) & 0xFFF0) == TWO_BYTE_PROFILE;
    }

    private static int profile(byte[] data, int offset) {
        return Wire.get16(data, offset + RtpHeader.FIXED_BYTES + 4 * RtpHeader.csrcCount(data, offset));
    }

    /** The element whose own header begins at or, after padding, behind {@code position}. */
    private static int elementAt(byte[] data, int offset, int position) {
        boolean twoByte = isTwoByte(data, offset);
        if (!twoByte && profile(data, offset) != ONE_BYTE_PROFILE) {
            return ABSENT;
        }
        int end = RtpHeader.payloadOffset(data, offset);
        int at = position;
        while (at < end && data[at] == 0) {
            at++;
        }
        int header = twoByte ? 2 : 1;
        if (at + header > end || (!twoByte && isEndOfOneByteList(data[at] & 0xF0))) {
            return ABSENT;
        }
        int element = at + header;
        return element + lengthAt(data, offset, element) > end ? ABSENT : element;
    }

    /** RFC 8285 §4.2: ID 15, and ID 0 with a length, end the list. */
    private static boolean isEndOfOneByteList(int idBits) {
        return idBits == 0xF0 || idBits == 0;
    }
}
