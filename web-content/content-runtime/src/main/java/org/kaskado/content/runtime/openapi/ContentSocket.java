package org.kaskado.content.runtime.openapi;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.runtime.session.LiveSession;
import org.kaskado.content.runtime.session.Pusher;
import org.kaskado.rpc.RpcError;
import org.kaskado.rpc.RpcId;
import org.kaskado.rpc.RpcParser;
import org.kaskado.rpc.RpcPrinter;
import org.kaskado.signalling.EventBundle;

/** One WebSocket of one client. It may carry several sessions of its handler. */
final class ContentSocket extends Endpoint {
    private static final System.Logger LOG = System.getLogger(ContentSocket.class.getName());
    private static final AtomicLong NUMBERS = new AtomicLong();
    /** Requests of one connection that may wait for their answer. */
    private static final int MAX_OPEN_REQUESTS = 64;
    /** Sessions that one connection may carry. */
    private static final int MAX_SESSIONS = 256;

    private final OpenApiDoor door;
    private final SocketEntry.SocketCaller callers;
    private final int maxBytes;
    private final AtomicInteger openRequests = new AtomicInteger();
    private final Set<LiveSession> sessions = ConcurrentHashMap.newKeySet();
    private @Nullable Connection connection;

    ContentSocket(OpenApiDoor door, SocketEntry.SocketCaller callers, int maxBytes) {
        this.door = door;
        this.callers = callers;
        this.maxBytes = maxBytes;
    }

    @Override
    public void onOpen(Session socket, EndpointConfig config) {
        socket.setMaxTextMessageBufferSize(maxBytes);
        socket.setMaxBinaryMessageBufferSize(1);
        socket.setMaxIdleTimeout(0);
        SocketSender sender = new SocketSender(socket);
        Connection opened = new Connection(sender);
        connection = opened;
        Caller caller = callers.with(opened);
        socket.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> received(text, caller, sender));
        socket.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                bytes -> sender.close(CloseReason.CloseCodes.CANNOT_ACCEPT, "JSON-RPC comes as text messages"));
    }

    private void received(String text, Caller caller, SocketSender sender) {
        if (openRequests.incrementAndGet() > MAX_OPEN_REQUESTS) {
            openRequests.decrementAndGet();
            String sentence = "more than " + MAX_OPEN_REQUESTS + " requests wait for their answers on this connection";
            sender.send(RpcPrinter.error(RpcId.NULL, new RpcError(RpcError.INVALID_REQUEST, sentence)), ok -> {});
            return;
        }
        door.take(RpcParser.parse(text), caller, new Answer() {
            @Override
            public void send(@Nullable String json) {
                openRequests.decrementAndGet();
                if (json != null) {
                    sender.send(json, ok -> {});
                }
            }

            @Override
            public void whenGone(Runnable action) {
                // over a WebSocket no request waits for events
            }
        });
    }

    @Override
    public void onClose(Session socket, CloseReason reason) {
        Connection closed = connection;
        if (closed != null) {
            closed.sender.close(CloseReason.CloseCodes.GOING_AWAY, "");
            sessions.forEach(session -> session.detach(closed));
            sessions.clear();
        }
    }

    @Override
    public void onError(Session socket, Throwable failure) {
        LOG.log(System.Logger.Level.DEBUG, "a WebSocket broke", failure);
    }

    /** The connection as sessions see it. */
    private final class Connection implements Pusher {
        private final long number = NUMBERS.incrementAndGet();
        private final SocketSender sender;

        Connection(SocketSender sender) {
            this.sender = sender;
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public void attached(LiveSession session) {
            if (sessions.size() >= MAX_SESSIONS) {
                sender.close(CloseReason.CloseCodes.VIOLATED_POLICY, "more than " + MAX_SESSIONS + " sessions");
            }
            sessions.add(session);
        }

        @Override
        public void forgotten(LiveSession session) {
            sessions.remove(session);
        }

        @Override
        public void push(String sessionId, EventBundle events, Consumer<Boolean> sent) {
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("sessionId", sessionId);
            params.putAll(events.toWire());
            sender.send(RpcPrinter.notification("event", params), sent);
        }
    }
}
