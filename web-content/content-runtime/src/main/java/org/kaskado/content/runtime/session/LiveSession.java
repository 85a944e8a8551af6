package org.kaskado.content.runtime.session;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentCommand;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.ContentEvent;
import org.kaskado.content.KaskadoException;
import org.kaskado.signalling.SessionEnd;
import org.kaskado.signalling.SessionLimits;
import org.kaskado.signalling.SessionMachine;
import org.kaskado.signalling.SessionState;

/** One session: its machine behind a lock, its client, its callbacks and what it holds. */
public final class LiveSession {
    private final SessionTable table;
    private final SessionBirth birth;
    private final ReentrantLock lock = new ReentrantLock();
    private final SessionMachine machine;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final Clients clients = new Clients();
    private final Releases releases = new Releases();
    private final HandlerCalls calls;
    private final SessionMeter meter = new SessionMeter();
    private volatile @Nullable StartReply startReply;
    private volatile Offered offered = Offered.NOTHING;
    private volatile boolean wasActive;
    private volatile long deadlineNs;

    LiveSession(SessionTable table, SessionBirth birth, SessionLimits limits) {
        this.table = table;
        this.birth = birth;
        this.machine = new SessionMachine(System.nanoTime(), limits);
        this.deadlineNs = machine.deadlineNs();
        this.calls = new HandlerCalls(this);
    }

    /** The unguessable name. */
    public String id() {
        return birth.id();
    }

    @Nullable
    String contentId() {
        return birth.contentId();
    }

    ClientFacts client() {
        return birth.client();
    }

    RequestSnapshot request() {
        return birth.request();
    }

    HandlerHost host() {
        return table.host();
    }

    Map<String, Object> attributes() {
        return attributes;
    }

    HandlerCalls calls() {
        return calls;
    }

    SessionMeter meter() {
        return meter;
    }

    Clients clients() {
        return clients;
    }

    // --- what clients do

    /** The client asks for content. A session that was started already tells so to {@code error} and stays as it is. */
    public void start(Offered clientOffer, StartReply reply, CallReply error) {
        long exchange = Clients.nextExchange();
        act((session, out) -> {
            boolean first = session.state() == SessionState.IDLE;
            if (first) {
                startReply = reply;
                offered = clientOffer;
            } else {
                clients.await(exchange, error);
            }
            session.startRequested(System.nanoTime(), exchange, out);
        });
    }

    /** The client gives a command. */
    public void execute(ContentCommand command, CallReply reply) {
        long exchange = clients.await(reply);
        act((session, out) -> session.commandReceived(System.nanoTime(), exchange, command, out));
    }

    /**
     * The client asks for events and waits.
     *
     * @return a number for {@link #pollGone}
     */
    public long poll(CallReply reply) {
        long exchange = clients.await(reply);
        act((session, out) -> session.pollReceived(System.nanoTime(), exchange, out));
        return exchange;
    }

    /** The client asks for the events that are there. */
    public void peek(CallReply reply) {
        long exchange = clients.await(reply);
        act((session, out) -> session.peekReceived(System.nanoTime(), exchange, out));
    }

    /** The client of a waiting poll is gone. */
    public void pollGone(long exchange) {
        clients.takeReply(exchange);
        act((session, out) -> session.pollGone(exchange));
    }

    /** Events go over this connection from now on. */
    public void attach(Pusher pusher) {
        clients.attach(pusher);
        pusher.attached(this);
        act((session, out) -> session.attached(System.nanoTime(), pusher.number(), out));
        if (table.find(id()) != this) { // forgotten meanwhile
            forget();
        }
    }

    /** A connection is gone. */
    public void detach(Pusher pusher) {
        act((session, out) -> session.detached(System.nanoTime(), pusher.number()));
        clients.detach(pusher.number());
    }

    /** The client ends the session. */
    public void endByClient(int code, String reason) {
        end(new SessionEnd(SessionEnd.Cause.CLIENT, code, reason));
    }

    /** A URL of ours as the client has to write it. */
    public String clientUrl(String url) {
        return client().absolute(url);
    }

    // --- what media does

    /** Media begins to flow. */
    public void mediaStarted() {
        meter.mediaStarted();
        act((session, out) -> session.mediaStarted(out));
    }

    /** Media has come to its end. */
    public void mediaEnded(String reason) {
        end(new SessionEnd(SessionEnd.Cause.MEDIA, ContentErrorCode.DEFAULT.code(), reason));
    }

    /** Something failed. */
    public void failed(int code, String description) {
        end(new SessionEnd(SessionEnd.Cause.ERROR, code, description));
    }

    /** Media bytes went through this server. */
    public void countBytes(long bytes) {
        meter.addBytes(bytes);
    }

    /** The session ends; only the first end counts. */
    public void end(SessionEnd end) {
        act((session, out) -> session.ended(System.nanoTime(), end, out));
    }

    // --- what handlers do

    /**
     * Starts: makes the offer and gives it to the client. When that fails, the session ends by the failure.
     *
     * @throws KaskadoException 10001 when this is not the time; the session then stays as it is
     */
    void begin(Supplier<Offer> maker) {
        act((session, out) -> session.starting());
        try {
            Offer offer = maker.get();
            StartReply reply = startReply;
            if (offer instanceof Offer.AtUrl at) {
                meter.countUrl(at.url());
            }
            act((session, out) -> {
                if (session.started(System.nanoTime(), out)) {
                    wasActive = true;
                    out.later(() -> answerStart(reply, offer));
                }
            });
        } catch (RuntimeException e) {
            int code = e instanceof KaskadoException known ? known.getCode() : ContentErrorCode.MEDIA_SERVER.code();
            failed(code, KaskadoException.messageOf(e));
            throw e;
        }
    }

    private void answerStart(@Nullable StartReply reply, Offer offer) {
        requestAnswered();
        if (reply != null) {
            reply.started(this, offer);
        }
    }

    private void requestAnswered() {
        request().expire();
        offered = Offered.NOTHING;
    }

    Offered offered() {
        return offered;
    }

    boolean wasActive() {
        return wasActive;
    }

    /** Whether stored items are wanted by URL. */
    boolean wantsUrl() {
        StartReply reply = startReply;
        return reply == null || reply.wantsUrl();
    }

    void publish(ContentEvent event) {
        act((session, out) -> session.published(event, out));
    }

    void releaseAtEnd(Supplier<CompletionStage<?>> release) {
        if (!releases.add(id(), release)) {
            throw new KaskadoException(
                    ContentErrorCode.ILLEGAL_STATE, "the session has ended already: the object was released at once");
        }
    }

    SessionState state() {
        lock.lock();
        try {
            return machine.state();
        } finally {
            lock.unlock();
        }
    }

    // --- inner life

    void act(BiConsumer<SessionMachine, SessionActions> step) {
        SessionActions actions = new SessionActions(this);
        lock.lock();
        try {
            step.accept(machine, actions);
            deadlineNs = machine.deadlineNs();
        } finally {
            lock.unlock();
        }
        actions.run();
    }

    void onTime(long nowNs) {
        if (deadlineNs <= nowNs) {
            act((session, out) -> session.onTime(nowNs, out));
        }
        calls.runLater();
    }

    void runCallbacksHere() {
        calls.runHere();
    }

    void refuse(SessionEnd end) {
        StartReply reply = startReply;
        requestAnswered();
        if (reply != null) {
            reply.refused(end);
        }
    }

    void release() {
        meter.ended();
        table.left(this);
        releases.releaseAll(id());
    }

    void forget() {
        table.forget(this);
        clients.detachAll().forEach(pusher -> pusher.forgotten(this));
    }
}
