package org.kaskado.worker.graph;

/** A node cannot do what it was asked; the message is a sentence for people, the code a name of the door's error codes. */
public final class NodeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The bytes are no media that can be read or written as asked. */
    public static final String FORMAT = "MEDIA_FORMAT_UNSUPPORTED";

    /** A command or value that the node does not know. */
    public static final String UNKNOWN_COMMAND = "MEDIA_OBJECT_OPERATION_NOT_SUPPORTED";

    /** A value out of its range. */
    public static final String ILLEGAL_VALUE = "MEDIA_OBJECT_ILLEGAL_PARAM_ERROR";

    /** Disk or memory is used up. */
    public static final String RESOURCES = "NOT_ENOUGH_RESOURCES";

    /** A library or this program failed. */
    public static final String UNEXPECTED = "UNEXPECTED_ERROR";

    private final String code;

    public NodeException(String code, String message) {
        super(message);
        this.code = code;
    }

    public NodeException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
