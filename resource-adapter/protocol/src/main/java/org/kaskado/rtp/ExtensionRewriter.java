package org.kaskado.rtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;

/**
 * Copies a packet for another receiver and renews its header extension: elements that both sides know get the
 * receiver's id, others are left out, and those that belong to the hop (transport-cc, abs-send-time, MID) are made
 * new. The values of the hop's own elements are written afterwards at {@link #position}. One object per receiving
 * m-section, of its loop; allocates nothing per packet.
 *
 * <p>The two-byte form is used only when an id or a length needs it.
 */
public final class ExtensionRewriter {
    /** {@link #rewrite} found too little room in the output array. */
    public static final int NO_ROOM = -1;

    /** RFC 8285 §4.2. */
    private static final int MAX_ONE_BYTE_LENGTH = 16;

    private static final int EXTENSION_HEADER_BYTES = 4;

    private final boolean twoByteAllowed;
    private final boolean twoByteIds;
    private final int[] outgoingId = new int[ExtensionIds.MAX_ID + 1];
    private final Own[] own;
    private final int ownBytes;
    private final int[] positions = new int[HeaderExtension.COUNT];
    private boolean twoByte;
    private int end;

    /** An element that every packet gets. */
    private record Own(int index, int id, byte[] value) {}

    /**
     * @param from ids of the packets that come in
     * @param to ids that the receiver negotiated
     * @param own elements of this hop with their first value of 1 to 16 bytes: the incoming ones are left out, these
     * are added when {@code to} has an id for them
     * @param twoByteAllowed whether the receiver takes elements of 0 or above 16 bytes (RFC 8285 §4.1.2: {@code
     *     extmap-allow-mixed}); otherwise they are left out
     */
    public ExtensionRewriter(
            ExtensionIds from, ExtensionIds to, Map<HeaderExtension, byte[]> own, boolean twoByteAllowed) {
        this.twoByteIds = to.asMap().values().stream().anyMatch(id -> id > ExtensionIds.MAX_ONE_BYTE_ID);
        this.twoByteAllowed = twoByteAllowed || twoByteIds;
        from.asMap().forEach((extension, id) -> outgoingId[id] = own.containsKey(extension) ? 0 : to.idOf(extension));
        this.own = ownElements(to, own);
        int bytes = 0;
        for (Own element : this.own) {
            bytes += 2 + element.value.length;
        }
        this.ownBytes = bytes;
    }

    private static Own[] ownElements(ExtensionIds to, Map<HeaderExtension, byte[]> own) {
        List<Own> list = new ArrayList<>();
        for (HeaderExtension extension : HeaderExtension.values()) {
            byte @Nullable [] value = own.get(extension);
            if (value != null && to.idOf(extension) != ExtensionIds.ABSENT) {
                if (value.length < 1 || value.length > MAX_ONE_BYTE_LENGTH) {
                    throw new IllegalArgumentException(extension + " must have 1 to 16 bytes, not " + value.length);
                }
                list.add(new Own(extension.index(), to.idOf(extension), value.clone()));
            }
        }
        return list.toArray(Own[]::new);
    }

    /**
     * Copies the packet, which {@link RtpHeader#validate} has passed, to an array of its own with the renewed
     * extension.
     *
     * @return the new length, or {@link #NO_ROOM}
     */
    public int rewrite(byte[] in, int offset, int length, byte[] out, int outOffset) {
        int fixed = RtpHeader.FIXED_BYTES + 4 * RtpHeader.csrcCount(in, offset);
        int header = RtpHeader.headerLength(in, offset);
        if (length + (header - fixed) + ownBytes + 2 * EXTENSION_HEADER_BYTES > out.length - outOffset) {
            return NO_ROOM;
        }
        Arrays.fill(positions, HeaderExtensions.ABSENT);
        System.arraycopy(in, offset, out, outOffset, fixed);
        twoByte = twoByteIds || (twoByteAllowed && needsTwoBytes(in, offset));
        int first = outOffset + fixed + EXTENSION_HEADER_BYTES;
        end = first;
        copyElements(in, offset, out);
        for (Own element : own) {
            positions[element.index] = append(out, element.id, element.value, 0, element.value.length);
        }
        int payload = finish(out, outOffset, first);
        System.arraycopy(in, offset + header, out, payload, length - header);
        return payload - outOffset + length - header;
    }

    /** Where the element lies in the output array of the last {@link #rewrite}, or {@link HeaderExtensions#ABSENT}. */
    public int position(HeaderExtension extension) {
        return positions[extension.index()];
    }

    /** Replaces the first value of an own element, from the next packet on: same length, or it is refused. */
    public void setOwn(HeaderExtension extension, byte[] value) {
        for (Own element : own) {
            if (element.index == extension.index()) {
                if (value.length != element.value.length) {
                    throw new IllegalArgumentException(
                            extension + " has " + element.value.length + " bytes, not " + value.length);
                }
                System.arraycopy(value, 0, element.value, 0, value.length);
            }
        }
    }

    private boolean needsTwoBytes(byte[] in, int offset) {
        for (int at = HeaderExtensions.first(in, offset); at >= 0; at = HeaderExtensions.next(in, offset, at)) {
            int bytes = HeaderExtensions.lengthAt(in, offset, at);
            if ((bytes == 0 || bytes > MAX_ONE_BYTE_LENGTH)
                    && outgoingId[HeaderExtensions.idAt(in, offset, at)] != ExtensionIds.ABSENT) {
                return true;
            }
        }
        return false;
    }

    private void copyElements(byte[] in, int offset, byte[] out) {
        for (int at = HeaderExtensions.first(in, offset); at >= 0; at = HeaderExtensions.next(in, offset, at)) {
            int id = outgoingId[HeaderExtensions.idAt(in, offset, at)];
            int bytes = HeaderExtensions.lengthAt(in, offset, at);
            if (id != ExtensionIds.ABSENT && (twoByte || (bytes > 0 && bytes <= MAX_ONE_BYTE_LENGTH))) {
                append(out, id, in, at, bytes);
            }
        }
    }

    private int append(byte[] out, int id, byte[] value, int from, int bytes) {
        if (twoByte) {
            out[end++] = (byte) id;
            out[end++] = (byte) bytes;
        } else {
            out[end++] = (byte) (id << 4 | (bytes - 1));
        }
        int at = end;
        System.arraycopy(value, from, out, at, bytes);
        end += bytes;
        return at;
    }

    /** Pads the list, writes its header, and answers where the payload goes. */
    private int finish(byte[] out, int outOffset, int first) {
        if (end == first) {
            RtpHeader.setExtension(out, outOffset, false);
            return first - EXTENSION_HEADER_BYTES;
        }
        while ((end - first) % 4 != 0) {
            out[end++] = 0;
        }
        RtpHeader.setExtension(out, outOffset, true);
        int profile = twoByte ? HeaderExtensions.TWO_BYTE_PROFILE : HeaderExtensions.ONE_BYTE_PROFILE;
        Wire.put16(out, first - 4, profile);
        Wire.put16(out, first - 2, (end - first) / 4);
        return end;
    }
}
