package org.kaskado.content.runtime.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.runtime.session.LiveSession;
import org.kaskado.content.runtime.session.Offer;
import org.kaskado.content.runtime.session.StartReply;
import org.kaskado.signalling.SessionEnd;

/** Answers a start by JSON-RPC: {@code url} and {@code sessionId}, {@code rejected}, or an error. */
final class RpcStartReply implements StartReply {
    private final OpenApiDoor.Exchange exchange;
    private final Caller caller;

    RpcStartReply(OpenApiDoor.Exchange exchange, Caller caller) {
        this.exchange = exchange;
        this.caller = caller;
    }

    @Override
    public boolean wantsUrl() {
        return true;
    }

    @Override
    public void started(LiveSession session, Offer offer) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (offer instanceof Offer.AtUrl media) {
            result.put("url", caller.client().absolute(media.url()));
        } else if (offer instanceof Offer.Description description) {
            result.put("sdp", description.sdp());
        } else {
            exchange.error(ContentErrorCode.UNSUPPORTED_REQUEST.code(), "the handler offered no media URL");
            return;
        }
        result.put("sessionId", session.id());
        exchange.result(result);
        OpenApiDoor.attach(session, caller);
    }

    @Override
    public void refused(SessionEnd end) {
        if (end.isError()) {
            exchange.error(end.code(), end.reason());
        } else {
            exchange.result(rejected(end.code(), end.reason()));
        }
    }

    static Map<String, Object> rejected(int code, String message) {
        Map<String, Object> reason = new LinkedHashMap<>();
        reason.put("code", code);
        reason.put("message", message);
        return Map.of("rejected", reason);
    }
}
