package org.kaskado.content;

/** The codes that Kaskado itself gives to sessions. What a code means over HTTP and JSON-RPC is in {@link ErrorTable}. */
public enum ContentErrorCode {
    /** No error: the normal end. */
    NONE(0),
    /** Unspecified, and the code of a client that ended its session. */
    DEFAULT(1),
    /** No access without credentials. */
    UNAUTHORIZED(401),
    /** Credentials without the needed role, or a refused origin. */
    FORBIDDEN(403),
    /** Nothing is there. */
    NOT_FOUND(404),
    /** This server cannot do it. */
    NOT_IMPLEMENTED(501),
    /** The application or the server is going away. */
    UNAVAILABLE(503),
    /** A callback threw something without a code of its own. */
    HANDLER_EXCEPTION(9999),
    /** The kind of request does not fit the service. */
    UNSUPPORTED_REQUEST(10000),
    /** The session is in a state that does not allow the call. */
    ILLEGAL_STATE(10001),
    /** A member of the request has a wrong type or value. */
    INVALID_ARGUMENT(10005),
    /** The servlet request was asked for after it was answered. */
    REQUEST_GONE(10006),
    /** A second {@code start}. */
    START_IN_WRONG_STATE(10008),
    /** A wrong word for the direction of video. */
    BAD_VIDEO_CONSTRAINTS(10009),
    /** A wrong word for the direction of audio. */
    BAD_AUDIO_CONSTRAINTS(10010),
    /** {@code poll} or {@code execute} that the state of the session does not allow. */
    POLL_OR_EXECUTE_IN_WRONG_STATE(10011),
    /** A method that does not exist. */
    UNKNOWN_METHOD(10012),
    /** Bytes that are no text in the encoding that they claim. */
    BAD_CHARSET(10018),
    /** Text that is no JSON-RPC request. */
    UNPARSEABLE_JSON(10020),
    /** A session id that this service does not know. */
    UNKNOWN_SESSION(10021),
    /** No session id where one is needed. */
    MISSING_SESSION(10022),
    /** No session description where one is needed. */
    MISSING_SDP(10024),
    /** The handler takes no commands. */
    COMMAND_NOT_SUPPORTED(10026),
    /** {@code start} without an item or path. */
    MISSING_CONTENT(10027),
    /** {@code start} without an endpoint. */
    MISSING_ENDPOINT(10028),
    /** A bound of the server was reached, or the handler did not answer in time. */
    OVERLOADED(20011),
    /** Reading or writing a request failed. */
    REQUEST_IO(20016),
    /** Media on its way through the handler's URL broke off. */
    TUNNEL_IO(20019),
    /** The media server reported an error. */
    MEDIA_SERVER(30000);

    private final int code;

    ContentErrorCode(int code) {
        this.code = code;
    }

    /** The number that clients see. */
    public int code() {
        return code;
    }
}
