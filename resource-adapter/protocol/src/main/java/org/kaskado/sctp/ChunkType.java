package org.kaskado.sctp;

/** Chunk types (RFC 9260 §3.2, RFC 3758 §3.2, RFC 6525 §3.1) and flags. */
final class ChunkType {
    static final int DATA = 0;
    static final int INIT = 1;
    static final int INIT_ACK = 2;
    static final int SACK = 3;
    static final int HEARTBEAT = 4;
    static final int HEARTBEAT_ACK = 5;
    static final int ABORT = 6;
    static final int SHUTDOWN = 7;
    static final int SHUTDOWN_ACK = 8;
    static final int ERROR = 9;
    static final int COOKIE_ECHO = 10;
    static final int COOKIE_ACK = 11;
    static final int SHUTDOWN_COMPLETE = 14;
    static final int RE_CONFIG = 130;
    static final int FORWARD_TSN = 192;

    /** ABORT and SHUTDOWN COMPLETE: the verification tag is the receiver's own one, reflected. */
    static final int FLAG_REFLECTED = 1;

    /** High bits of an unknown type: go on with the next chunk (1) or drop the rest (0); report it (1) or not (0). */
    static final int UNKNOWN_SKIP = 0x80;

    static final int UNKNOWN_REPORT = 0x40;

    private ChunkType() {}
}
