package org.kaskado.web.live;

import java.util.Map;
import org.kaskado.media.MediaServerException;

/** A request that is refused: the HTTP status and a sentence. */
final class LiveProblem extends Exception {
    private static final long serialVersionUID = 1L;

    static final int NOT_FOUND = 404;
    static final int NOT_ACCEPTABLE = 406;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;
    static final int UNSUPPORTED_MEDIA_TYPE = 415;
    static final int PRECONDITION_REQUIRED = 428;
    static final int BAD_REQUEST = 400;

    static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;
    private static final int SERVER_ERROR = 500;

    /** Which refusals of the media server are the client's, and how HTTP says so. */
    private static final Map<String, Integer> STATUS_BY_TYPE = Map.of(
            "SDP_PARSE_ERROR", BAD_REQUEST,
            "SDP_UNACCEPTABLE", UNPROCESSABLE,
            "SDP_CREATE_ERROR", UNPROCESSABLE,
            "MEDIA_OBJECT_ILLEGAL_PARAM_ERROR", BAD_REQUEST,
            "MEDIA_OBJECT_NOT_FOUND", NOT_FOUND,
            "TRANSCODING_REFUSED", NOT_ACCEPTABLE,
            "NOT_ENOUGH_RESOURCES", UNAVAILABLE);

    private final int status;

    LiveProblem(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    private LiveProblem(int status, String sentence, Throwable cause) {
        super(sentence, cause);
        this.status = status;
    }

    static LiveProblem of(MediaServerException refusal) {
        return new LiveProblem(
                STATUS_BY_TYPE.getOrDefault(refusal.getErrorType(), SERVER_ERROR),
                String.valueOf(refusal.getMessage()),
                refusal);
    }

    int status() {
        return status;
    }
}
