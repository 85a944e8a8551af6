package org.kaskado.rpc;

import java.util.Objects;

/**
 * The error member of an answer.
 *
 * @param code a number of JSON-RPC 2.0 §5.1, or an application's own
 * @param message what was wrong and what is allowed
 */
public record RpcError(int code, String message) {
    /** The text is no JSON. */
    public static final int PARSE_ERROR = -32700;
    /** The JSON is no request. */
    public static final int INVALID_REQUEST = -32600;
    /** There is no such method. */
    public static final int METHOD_NOT_FOUND = -32601;
    /** A parameter is missing or has a wrong type or value. */
    public static final int INVALID_PARAMS = -32602;
    /** The server failed. */
    public static final int INTERNAL_ERROR = -32603;

    public RpcError {
        Objects.requireNonNull(message, "message");
    }
}
