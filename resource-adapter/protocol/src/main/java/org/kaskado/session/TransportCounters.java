package org.kaskado.session;

/** What one transport has carried: datagrams of all protocols, with the overhead of SRTP, without that of UDP. */
public final class TransportCounters {
    private long packetsReceived;
    private long bytesReceived;
    private long packetsSent;
    private long bytesSent;

    void received(int bytes) {
        packetsReceived++;
        bytesReceived += bytes;
    }

    void sent(int bytes) {
        packetsSent++;
        bytesSent += bytes;
    }

    public long packetsReceived() {
        return packetsReceived;
    }

    public long bytesReceived() {
        return bytesReceived;
    }

    public long packetsSent() {
        return packetsSent;
    }

    public long bytesSent() {
        return bytesSent;
    }
}
