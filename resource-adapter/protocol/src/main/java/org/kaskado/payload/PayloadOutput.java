package org.kaskado.payload;

/** Where a packetizer's payloads go. */
public interface PayloadOutput {
    /**
     * The next payload of the frame. The bytes are borrowed for the call.
     *
     * @param marker whether the packet's marker bit is set
     * @param timestampOffset RTP clock units after the frame's own timestamp; not 0 only when a long audio frame is split
     */
    void payload(byte[] data, int offset, int length, boolean marker, int timestampOffset);
}
