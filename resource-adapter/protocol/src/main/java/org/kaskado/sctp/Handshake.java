package org.kaskado.sctp;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** INIT, INIT ACK, COOKIE ECHO (RFC 9260 §5): what is sent, what is remembered, timer T1. States are the association's. */
final class Handshake {
    static final int MAX_INIT_RETRANSMITS = 8; // RFC 9260 §16: Max.Init.Retransmits
    static final long COOKIE_LIFE_NS = SECONDS.toNanos(60); // RFC 9260 §16: Valid.Cookie.Life

    /** What a COOKIE ECHO turned out to be. */
    enum Verdict {
        /** Forged, of another association or of an older handshake. */
        IGNORE,
        STALE,
        VALID
    }

    private final SctpConfig config;
    private final RandomGenerator random;
    private final PacketBuilder packet;
    private final CookieJar cookies;
    private final RoundTripTime pacing = new RoundTripTime();
    private final long localTag;
    private final long localTsn;
    private byte @Nullable [] peerCookie;
    private byte[] unrecognized = new byte[0];
    private long timerNs = SendSide.NEVER;
    private int attempts;

    Handshake(SctpConfig config, RandomGenerator random, PacketBuilder packet) {
        this.config = config;
        this.random = random;
        this.packet = packet;
        this.cookies = new CookieJar(random);
        this.localTag = freshTag();
        this.localTsn = random.nextInt() & 0xFFFF_FFFFL;
    }

    /** Tag of the association that INIT asks for, and that a cookie made before it exists names. */
    long localTag() {
        return localTag;
    }

    long deadlineNs() {
        return timerNs;
    }

    /** §5.1 A. */
    void sendInit(long nowNs, SctpOutput out) {
        peerCookie = null;
        packet.alone(0, PacketBuilder.typeAndFlags(ChunkType.INIT, 0), ours(localTag, localTsn, null), out);
        arm(nowNs);
    }

    /** §5.1 B, §5.2.1, §5.2.2: answers INIT; nothing is remembered but in the cookie. */
    void sendInitAck(long nowNs, InitBody init, @Nullable Terms existing, SctpOutput out) {
        long tag = existing == null ? localTag : freshTag();
        long tsn = existing == null ? localTsn : random.nextInt() & 0xFFFF_FFFFL;
        Terms terms = terms(nowNs, init, tag, tsn, existing);
        InitBody answer = new InitBody(
                tag,
                config.receiveWindowBytes(),
                config.maxStreams(),
                config.maxStreams(),
                tsn,
                true,
                true,
                cookies.bake(terms),
                init.unrecognized());
        packet.alone(init.tag(), PacketBuilder.typeAndFlags(ChunkType.INIT_ACK, 0), answer.encode(), out);
    }

    /** §5.1 C: answers the terms that INIT ACK leaves us with, or null when its cookie is missing or does not fit. */
    @Nullable
    Terms onInitAck(long nowNs, InitBody initAck) {
        byte[] cookie = initAck.cookie();
        if (cookie == null || cookie.length > packet.maxValueBytes()) {
            return null;
        }
        peerCookie = cookie;
        unrecognized = initAck.unrecognized();
        attempts = 0;
        return terms(nowNs, initAck, localTag, localTsn, null);
    }

    void sendCookieEcho(long nowNs, ErrorWriter errors, SctpOutput out) {
        byte[] cookie = peerCookie;
        if (cookie != null) {
            packet.chunk(ChunkType.COOKIE_ECHO, 0, cookie, out);
            errors.unrecognizedParameters(unrecognized, out);
            packet.flush(out);
            arm(nowNs);
        }
    }

    @Nullable
    Terms openCookie(ChunkCursor chunk) {
        return cookies.open(chunk.data(), chunk.valueAt(), chunk.valueBytes());
    }

    /** §5.2.4: what a cookie of ours means now. */
    Verdict judge(long nowNs, Terms cookie, long packetTag, @Nullable Terms current) {
        if (packetTag != cookie.localTag()) {
            return Verdict.IGNORE;
        }
        boolean isCurrent = current != null && current.hasTags(cookie.localTag(), cookie.peerTag());
        return !isCurrent && nowNs - cookie.createdNs() > COOKIE_LIFE_NS ? Verdict.STALE : Verdict.VALID;
    }

    boolean isDue(long nowNs) {
        return nowNs >= timerNs;
    }

    /** T1 expired: whether to try again. */
    boolean mayRetry() {
        timerNs = SendSide.NEVER;
        pacing.backOff();
        attempts++;
        return attempts <= MAX_INIT_RETRANSMITS;
    }

    void stop() {
        timerNs = SendSide.NEVER;
        peerCookie = null;
    }

    private void arm(long nowNs) {
        timerNs = nowNs + pacing.timeoutNs();
    }

    private byte[] ours(long tag, long tsn, byte @Nullable [] cookie) {
        int streams = config.maxStreams();
        return new InitBody(tag, config.receiveWindowBytes(), streams, streams, tsn, true, true, cookie, new byte[0])
                .encode();
    }

    private Terms terms(long nowNs, InitBody peer, long tag, long tsn, @Nullable Terms existing) {
        return new Terms(
                nowNs,
                tag,
                peer.tag(),
                tsn,
                peer.initialTsn(),
                peer.windowBytes(),
                Math.min(config.maxStreams(), peer.inStreams()),
                Math.min(config.maxStreams(), peer.outStreams()),
                peer.hasForwardTsn(),
                peer.hasReconfig(),
                existing == null ? 0 : existing.localTag(),
                existing == null ? 0 : existing.peerTag());
    }

    private long freshTag() {
        long tag = 0;
        while (tag == 0) {
            tag = random.nextInt() & 0xFFFF_FFFFL;
        }
        return tag;
    }
}
