package org.kaskado.feedback;

/** Where RTCP goes. */
public interface RtcpOutput {
    /** A plain compound or reduced-size packet of at most 1200 bytes, ready to be protected; the array is given away. */
    void transmitRtcp(byte[] compound);
}
