package org.kaskado.sctp;

/** A data channel; a handle that {@link DataChannels} acts on. Touched by the loop's thread only. */
public final class DataChannel {
    /** W3C {@code RTCDataChannelState}. */
    public enum State {
        CONNECTING,
        OPEN,
        CLOSING,
        CLOSED
    }

    /** No stream yet: the role of the DTLS transport is not known. */
    public static final int NO_ID = -1;

    private final DataChannelConfig config;
    private State state = State.CONNECTING;
    private int id;
    private boolean acknowledged;
    private boolean outgoingReset;
    private boolean incomingReset;
    private long messagesSent;
    private long bytesSent;
    private long messagesReceived;
    private long bytesReceived;
    private long lowThresholdBytes;

    DataChannel(DataChannelConfig config, int id) {
        this.config = config;
        this.id = id;
        this.acknowledged = config.isNegotiated();
    }

    /** Label, protocol, reliability, priority. */
    public DataChannelConfig config() {
        return config;
    }

    public State state() {
        return state;
    }

    /** The stream, or {@link #NO_ID}. */
    public int id() {
        return id;
    }

    public long messagesSent() {
        return messagesSent;
    }

    /** User bytes, as {@code RTCDataChannelStats} counts them. */
    public long bytesSent() {
        return bytesSent;
    }

    public long messagesReceived() {
        return messagesReceived;
    }

    public long bytesReceived() {
        return bytesReceived;
    }

    long lowThresholdBytes() {
        return lowThresholdBytes;
    }

    void lowThresholdBytes(long bytes) {
        lowThresholdBytes = bytes;
    }

    void assign(int streamId) {
        id = streamId;
    }

    /** Moves on if the move is allowed; states only go forward. */
    boolean become(State next) {
        if (next.compareTo(state) <= 0) {
            return false;
        }
        state = next;
        return true;
    }

    void acknowledge() {
        acknowledged = true;
    }

    /** RFC 8832 §6: until the peer has acknowledged OPEN every message is sent in order, so that OPEN comes first. */
    Reliability reliabilityNow() {
        return acknowledged ? config.reliability() : config.reliability().ordered();
    }

    void outgoingReset() {
        outgoingReset = true;
    }

    void incomingReset() {
        incomingReset = true;
    }

    boolean isIncomingReset() {
        return incomingReset;
    }

    boolean isReset() {
        return outgoingReset && incomingReset;
    }

    void countSent(int bytes) {
        messagesSent++;
        bytesSent += bytes;
    }

    void countReceived(int bytes) {
        messagesReceived++;
        bytesReceived += bytes;
    }
}
