package org.kaskado.content.runtime.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.ErrorTable;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.service.HandlerRoles;
import org.kaskado.content.runtime.session.CallReply;
import org.kaskado.content.runtime.session.LiveSession;
import org.kaskado.content.runtime.session.Offered;
import org.kaskado.content.runtime.session.SessionTable;
import org.kaskado.rpc.Incoming;
import org.kaskado.rpc.RpcError;
import org.kaskado.rpc.RpcFault;
import org.kaskado.rpc.RpcId;
import org.kaskado.rpc.RpcPrinter;
import org.kaskado.signalling.OpenApiCall;

/** Carries out JSON-RPC requests of one handler's clients. */
public final class OpenApiDoor {
    private final SessionTable sessions;

    public OpenApiDoor(SessionTable sessions) {
        this.sessions = sessions;
    }

    /** Takes one message. What is wrong with it is answered, never thrown. */
    public void take(Incoming incoming, Caller caller, Answer answer) {
        if (incoming instanceof Incoming.Refused refused) {
            answer.send(RpcPrinter.error(refused.id(), refused.error()));
            return;
        }
        Incoming.Request request = (Incoming.Request) incoming;
        try {
            dispatch(OpenApiCall.read(request), caller, new Exchange(request.id(), answer));
        } catch (RpcFault fault) {
            new Exchange(request.id(), answer).error(fault.error());
        } catch (KaskadoException e) {
            RpcError error = new RpcError(ErrorTable.jsonRpcCode(e.getCode()), KaskadoException.messageOf(e));
            new Exchange(request.id(), answer).error(error);
        }
    }

    private void dispatch(OpenApiCall call, Caller caller, Exchange exchange) {
        if (call instanceof OpenApiCall.Start start) {
            start(start, caller, exchange);
        } else if (call instanceof OpenApiCall.Poll poll) {
            poll(required(poll.sessionId()), caller, exchange);
        } else if (call instanceof OpenApiCall.Execute execute) {
            execute(execute, caller, exchange);
        } else if (call instanceof OpenApiCall.Terminate terminate) {
            required(terminate.sessionId()).endByClient(terminate.code(), terminate.reason());
            exchange.result(Map.of());
        }
    }

    private void start(OpenApiCall.Start start, Caller caller, Exchange exchange) {
        HandlerRoles.Rule rule = sessions.host().service().roles().request();
        if (!rule.admits(caller.client().hasRole())) {
            exchange.result(RpcStartReply.rejected(forbidden(caller), rule.sentence()));
            return;
        }
        if (sessions.host().service().kind().isNegotiated() && start.sdp() == null) {
            throw new RpcFault(new RpcError(
                    RpcError.INVALID_PARAMS, "params.sdp is missing; it must be the session description of an offer"));
        }
        LiveSession session = orNew(start.sessionId(), caller);
        session.start(
                new Offered(start.audio(), start.video(), start.sdp()), new RpcStartReply(exchange, caller), exchange);
    }

    private void poll(LiveSession session, Caller caller, Exchange exchange) {
        if (caller.pusher() != null) {
            session.peek(exchange);
            session.attach(caller.pusher());
        } else {
            long number = session.poll(exchange);
            exchange.answer.whenGone(() -> session.pollGone(number));
        }
    }

    private void execute(OpenApiCall.Execute execute, Caller caller, Exchange exchange) {
        HandlerRoles.Rule rule = sessions.host().service().roles().command();
        if (!rule.admits(caller.client().hasRole())) {
            exchange.error(forbidden(caller), rule.sentence());
            return;
        }
        LiveSession session = orNew(execute.sessionId(), caller);
        session.execute(execute.command(), exchange.andThen(() -> attach(session, caller)));
    }

    static void attach(LiveSession session, Caller caller) {
        if (caller.pusher() != null) {
            session.attach(caller.pusher());
        }
    }

    private LiveSession orNew(@Nullable String sessionId, Caller caller) {
        return sessionId == null
                ? sessions.create(caller.contentId(), caller.client(), caller.request())
                : required(sessionId);
    }

    private LiveSession required(String sessionId) {
        LiveSession session = sessions.find(sessionId);
        if (session == null) {
            throw new KaskadoException(
                    ContentErrorCode.UNKNOWN_SESSION,
                    "there is no session '" + sessionId + "' here: it has ended, or it was made at another path");
        }
        return session;
    }

    private static int forbidden(Caller caller) {
        return caller.client().user() == null
                ? ContentErrorCode.UNAUTHORIZED.code()
                : ContentErrorCode.FORBIDDEN.code();
    }

    /** One request that wants its answer. */
    static final class Exchange implements CallReply {
        private final @Nullable RpcId id;
        private final Answer answer;

        Exchange(@Nullable RpcId id, Answer answer) {
            this.id = id;
            this.answer = answer;
        }

        @Override
        public void result(Map<String, ? extends @Nullable Object> result) {
            answer.send(id == null ? null : RpcPrinter.result(id, result));
        }

        @Override
        public void error(int code, String message) {
            error(new RpcError(code, message));
        }

        void error(RpcError error) {
            answer.send(id == null ? null : RpcPrinter.error(id, error));
        }

        /** The same, with something to do after a result was sent. */
        CallReply andThen(Runnable action) {
            Exchange self = this;
            return new CallReply() {
                @Override
                public void result(Map<String, ? extends @Nullable Object> result) {
                    self.result(new LinkedHashMap<>(result));
                    action.run();
                }

                @Override
                public void error(int code, String message) {
                    self.error(code, message);
                }
            };
        }
    }
}
