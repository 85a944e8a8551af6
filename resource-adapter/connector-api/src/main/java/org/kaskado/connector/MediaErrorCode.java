package org.kaskado.connector;

/** Error codes that cross the door; numbers and names are those of the Kurento Protocol. */
public enum MediaErrorCode {
    MARSHALL_ERROR(40001),
    UNEXPECTED_ERROR(40003),
    CONNECT_ERROR(40004),
    UNSUPPORTED_MEDIA_TYPE(40005),
    NOT_IMPLEMENTED(40006),
    INVALID_SESSION(40007),
    MALFORMED_TRANSACTION(40008),
    NOT_ENOUGH_RESOURCES(40009),
    MEDIA_OBJECT_TYPE_NOT_FOUND(40100),
    MEDIA_OBJECT_NOT_FOUND(40101),
    MEDIA_OBJECT_CONSTRUCTOR_NOT_FOUND(40104),
    MEDIA_OBJECT_METHOD_NOT_FOUND(40105),
    MEDIA_OBJECT_EVENT_NOT_SUPPORTED(40106),
    MEDIA_OBJECT_ILLEGAL_PARAM_ERROR(40107),
    MEDIA_OBJECT_NOT_AVAILABLE(40108),
    MEDIA_OBJECT_TAG_KEY_NOT_FOUND(40110),
    MEDIA_OBJECT_OPERATION_NOT_SUPPORTED(40111),
    SDP_CREATE_ERROR(40200),
    SDP_PARSE_ERROR(40201),
    SDP_END_POINT_NO_LOCAL_SDP_ERROR(40202),
    SDP_END_POINT_NO_REMOTE_SDP_ERROR(40203),
    SDP_UNACCEPTABLE(40205),
    SDP_END_POINT_ALREADY_NEGOTIATED(40208),
    SDP_END_POINT_NOT_OFFER_GENERATED(40209),
    HTTP_END_POINT_REGISTRATION_ERROR(40300),
    /** A media URL whose token is unknown or spent. */
    HTTP_END_POINT_TOKEN(40301),
    /** A media URL that another client uses now. */
    HTTP_END_POINT_BUSY(40302),
    /** A media URL that is for the other direction: reading instead of writing, or the reverse. */
    HTTP_END_POINT_DIRECTION(40303),
    URI_PATH_FILE_NOT_FOUND(40600),
    /** The URI policy refused to open a URI. */
    URI_FORBIDDEN(40601),
    /** The bytes are not media that this server can read, or cannot be written as asked. */
    MEDIA_FORMAT_UNSUPPORTED(40602),
    PLAYER_SEEK_FAIL(40700),
    /** A media worker process ended while it carried a pipeline. */
    WORKER_LOST(40800),
    /** The policy of the pipeline forbids transcoding, and the caps differ. */
    TRANSCODING_REFUSED(40801);

    private final int number;

    MediaErrorCode(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }
}
