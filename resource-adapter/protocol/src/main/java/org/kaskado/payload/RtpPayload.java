package org.kaskado.payload;

/**
 * What a depacketizer sees of a packet. The bytes are borrowed for the call.
 *
 * @param sequence extended sequence number
 * @param timestamp RTP timestamp, 32 bits, unsigned
 * @param marker the marker bit
 * @param data holds the payload
 * @param offset the payload's first byte
 * @param length bytes of the payload, padding taken off; 0 for a packet of padding, which still counts in the sequence
 */
public record RtpPayload(long sequence, long timestamp, boolean marker, byte[] data, int offset, int length) {
    public RtpPayload {
        if (offset < 0 || length < 0 || offset > data.length - length) {
            throw new IndexOutOfBoundsException(
                    "payload " + offset + "+" + length + " of an array of " + data.length + " bytes");
        }
    }

    int get8(int index) {
        return data[offset + index] & 0xFF;
    }
}
