package org.kaskado.content.runtime.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Who waits for an answer of a session, and which connections its events go over. Any thread. */
final class Clients {
    private static final AtomicLong EXCHANGES = new AtomicLong();

    private final Map<Long, CallReply> replies = new ConcurrentHashMap<>();
    private final Map<Long, Pusher> pushers = new ConcurrentHashMap<>();

    /** A number for an exchange whose answer is given elsewhere. */
    static long nextExchange() {
        return EXCHANGES.incrementAndGet();
    }

    /** Keeps a reply until it is taken; gives its number. */
    long await(CallReply reply) {
        long exchange = nextExchange();
        replies.put(exchange, reply);
        return exchange;
    }

    void await(long exchange, CallReply reply) {
        replies.put(exchange, reply);
    }

    /** The reply of an exchange, once. */
    @Nullable
    CallReply takeReply(long exchange) {
        return replies.remove(exchange);
    }

    void attach(Pusher pusher) {
        pushers.put(pusher.number(), pusher);
    }

    @Nullable
    Pusher pusher(long number) {
        return pushers.get(number);
    }

    void detach(long number) {
        pushers.remove(number);
    }

    /** All connections, which are forgotten. */
    List<Pusher> detachAll() {
        List<Pusher> all = List.copyOf(pushers.values());
        pushers.clear();
        return all;
    }
}
