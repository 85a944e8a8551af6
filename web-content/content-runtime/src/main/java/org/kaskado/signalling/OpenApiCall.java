package org.kaskado.signalling;

import org.jspecify.annotations.Nullable;
import org.kaskado.content.Constraints;
import org.kaskado.content.ContentCommand;
import org.kaskado.rpc.Incoming;
import org.kaskado.rpc.RpcError;
import org.kaskado.rpc.RpcFault;
import org.kaskado.rpc.RpcParams;

/** A request of the Open API with its parameters checked. */
public sealed interface OpenApiCall {
    /** Longest session id in characters; ours have 26. */
    int MAX_ID_LENGTH = 128;

    /** The session that the client names, or null when it has none yet. */
    @Nullable
    String sessionId();

    /**
     * Asks for content.
     *
     * @param sdp the client's offer, or null
     * @param audio direction of audio as the client sees it, or null when it was not said
     * @param video direction of video, likewise
     */
    record Start(
            @Nullable String sessionId,
            @Nullable String sdp,
            @Nullable Constraints audio,
            @Nullable Constraints video) implements OpenApiCall {}

    /** Asks for events. */
    record Poll(String sessionId) implements OpenApiCall {}

    /** Gives the handler a command. */
    record Execute(@Nullable String sessionId, ContentCommand command) implements OpenApiCall {}

    /** Ends the session. */
    record Terminate(String sessionId, int code, String reason) implements OpenApiCall {}

    /**
     * Reads a request.
     *
     * @throws RpcFault with what is wrong and what is allowed
     */
    static OpenApiCall read(Incoming.Request request) {
        RpcParams params = request.params();
        return switch (request.method()) {
            case "start" -> start(params);
            case "poll" -> new Poll(requiredSession(params));
            case "execute" -> execute(params);
            case "terminate" -> terminate(params);
            default ->
                throw new RpcFault(new RpcError(
                        RpcError.METHOD_NOT_FOUND,
                        "there is no method '" + request.method()
                                + "'; this service has start, poll, execute and terminate"));
        };
    }

    private static Start start(RpcParams params) {
        RpcParams constraints = params.object("constraints");
        return new Start(
                session(params),
                params.string("sdp"),
                constraints == null ? null : direction(constraints, "audio"),
                constraints == null ? null : direction(constraints, "video"));
    }

    private static Execute execute(RpcParams params) {
        RpcParams command = params.requiredObject("command");
        return new Execute(session(params), new ContentCommand(command.requiredString("type"), command.text("data")));
    }

    private static Terminate terminate(RpcParams params) {
        RpcParams reason = params.object("reason");
        int code = reason == null ? 1 : reason.integer("code", 1);
        String message = reason == null ? null : reason.string("message");
        return new Terminate(requiredSession(params), code, message == null ? "the client ended the session" : message);
    }

    private static @Nullable String session(RpcParams params) {
        return checked(params.string("sessionId"));
    }

    private static String requiredSession(RpcParams params) {
        String id = params.requiredString("sessionId");
        checked(id);
        return id;
    }

    private static @Nullable String checked(@Nullable String id) {
        if (id != null && id.length() > MAX_ID_LENGTH) {
            throw new RpcFault(new RpcError(
                    RpcError.INVALID_PARAMS, "params.sessionId is longer than " + MAX_ID_LENGTH + " characters"));
        }
        return id;
    }

    private static @Nullable Constraints direction(RpcParams constraints, String medium) {
        String word = constraints.string(medium);
        if (word == null) {
            return null;
        }
        try {
            return Constraints.fromWire(word);
        } catch (IllegalArgumentException e) {
            throw new RpcFault(
                    new RpcError(RpcError.INVALID_PARAMS, "params.constraints." + medium + ": " + e.getMessage()));
        }
    }
}
