package org.kaskado.stun;

/** The four classes of a STUN message (RFC 8489 §5). */
public enum StunClass {
    REQUEST(0x000),
    INDICATION(0x010),
    SUCCESS(0x100),
    ERROR(0x110);

    private static final int MASK = 0x110;

    private final int bits;

    StunClass(int bits) {
        this.bits = bits;
    }

    /** The class bits as they stand in the message type. */
    int bits() {
        return bits;
    }

    /** The class of a message type. */
    static StunClass ofType(int type) {
        int bits = type & MASK;
        if (bits == REQUEST.bits) {
            return REQUEST;
        }
        if (bits == INDICATION.bits) {
            return INDICATION;
        }
        return bits == SUCCESS.bits ? SUCCESS : ERROR;
    }

    /** The method of a message type: the bits that are not the class. */
    static int methodOfType(int type) {
        return (type & 0x000F) | ((type & 0x00E0) >>> 1) | ((type & 0x3E00) >>> 2);
    }

    /** The message type of a method with this class. */
    int typeOf(int method) {
        return (method & 0x000F) | ((method & 0x0070) << 1) | ((method & 0x0F80) << 2) | bits;
    }
}
