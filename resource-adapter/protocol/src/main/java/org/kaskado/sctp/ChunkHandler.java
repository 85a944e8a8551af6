package org.kaskado.sctp;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.Wire;

/** What each received chunk does (RFC 9260 §5, §6, §8.4, §8.5, §9). */
final class ChunkHandler {
    private final Life life;

    ChunkHandler(Life life) {
        this.life = life;
    }

    /** All chunks of a packet, until one says stop. */
    Drop onChunks(long nowNs, ChunkCursor chunks, SctpOutput out) {
        Drop drop = Drop.MALFORMED;
        while (life.state() != Life.State.ENDED && chunks.next()) {
            drop = hasRightTag(chunks) ? onChunk(nowNs, chunks, out) : Drop.BAD_AUTHENTICATION;
            if (drop != Drop.NONE) {
                return drop;
            }
        }
        return drop;
    }

    /** RFC 9260 §8.5. */
    private boolean hasRightTag(ChunkCursor chunk) {
        long tag = chunk.tag();
        return switch (chunk.type()) {
            case ChunkType.INIT -> tag == 0 && chunk.isAlone();
            case ChunkType.COOKIE_ECHO -> chunk.isFirst(); // the cookie's tag is compared
            case ChunkType.ABORT, ChunkType.SHUTDOWN_COMPLETE -> isOwnOrReflected(chunk);
            default -> tag == life.localTag();
        };
    }

    private boolean isOwnOrReflected(ChunkCursor chunk) {
        if ((chunk.flags() & ChunkType.FLAG_REFLECTED) == 0) {
            return chunk.tag() == life.localTag();
        }
        Peering peering = life.peering();
        return peering != null && chunk.tag() == peering.terms().peerTag();
    }

    private Drop onChunk(long nowNs, ChunkCursor chunk, SctpOutput out) {
        switch (chunk.type()) {
            case ChunkType.INIT -> {
                return onInit(nowNs, chunk, out);
            }
            case ChunkType.INIT_ACK -> {
                return onInitAck(nowNs, chunk, out);
            }
            case ChunkType.COOKIE_ECHO -> {
                return onCookieEcho(nowNs, chunk, out);
            }
            case ChunkType.COOKIE_ACK -> {
                if (life.state() == Life.State.COOKIE_ECHOED) {
                    life.establish(null, out);
                }
                return Drop.NONE;
            }
            case ChunkType.ABORT -> {
                String cause = AbortCause.describe(chunk.data(), chunk.valueAt(), chunk.valueBytes());
                life.end(CloseReason.ABORTED_BY_PEER, cause, out);
                return Drop.NONE;
            }
            default -> {
                Peering peering = life.peering();
                return peering == null ? Drop.NOT_WANTED : onPeeringChunk(nowNs, chunk, peering, out);
            }
        }
    }

    private Drop onPeeringChunk(long nowNs, ChunkCursor chunk, Peering peering, SctpOutput out) {
        return switch (chunk.type()) {
            case ChunkType.DATA -> onData(nowNs, chunk, peering, out);
            case ChunkType.SACK -> onSack(nowNs, chunk, peering, out);
            case ChunkType.FORWARD_TSN -> onForwardTsn(chunk, peering, out);
            case ChunkType.RE_CONFIG -> onReconfig(nowNs, chunk, peering, out);
            case ChunkType.HEARTBEAT -> onHeartbeat(chunk, out);
            case ChunkType.HEARTBEAT_ACK -> {
                if (peering.heartbeat().onAck(nowNs, chunk)) {
                    peering.send().onHeartbeatAck();
                }
                yield Drop.NONE;
            }
            case ChunkType.ERROR -> onError(nowNs, chunk, out);
            case ChunkType.SHUTDOWN -> onShutdown(nowNs, chunk, peering, out);
            case ChunkType.SHUTDOWN_ACK -> onShutdownAck(out);
            case ChunkType.SHUTDOWN_COMPLETE -> {
                if (life.state() == Life.State.SHUTDOWN_ACK_SENT) {
                    life.end(CloseReason.SHUT_DOWN, "by the peer", out);
                }
                yield Drop.NONE;
            }
            default -> onUnknown(chunk, out);
        };
    }

    private Drop onInit(long nowNs, ChunkCursor chunk, SctpOutput out) {
        InitBody.Parser parser = InitBody.Parser.on(chunk.data(), chunk.valueAt(), chunk.valueBytes());
        InitBody init = parser.parse();
        AbortCause refusal = init == null ? parser.refusal() : init.refusal();
        if (refusal != null && chunk.valueBytes() >= InitBody.FIXED_BYTES) {
            long tag = Wire.get32(chunk.data(), chunk.valueAt());
            life.packet.alone(tag, PacketBuilder.typeAndFlags(ChunkType.ABORT, 0), refusal.encode(), out);
        }
        if (init == null || refusal != null) {
            return Drop.MALFORMED;
        }
        Peering peering = life.peering();
        if (life.state() == Life.State.SHUTDOWN_ACK_SENT && peering != null) {
            life.sendShutdownAck(nowNs, peering, out); // RFC 9260 §9.2
            return Drop.NONE;
        }
        life.answer(nowNs, init, out);
        return Drop.NONE;
    }

    private Drop onInitAck(long nowNs, ChunkCursor chunk, SctpOutput out) {
        if (life.state() != Life.State.COOKIE_WAIT) {
            return Drop.NONE; // RFC 9260 §5.2.3
        }
        InitBody.Parser parser = InitBody.Parser.on(chunk.data(), chunk.valueAt(), chunk.valueBytes());
        InitBody initAck = parser.parse();
        if (initAck == null && parser.refusal() == null) {
            return Drop.MALFORMED;
        }
        Terms terms = initAck == null || initAck.refusal() != null ? null : life.handshake.onInitAck(nowNs, initAck);
        if (terms == null) {
            life.end(CloseReason.HANDSHAKE_FAILED, "INIT ACK without a usable cookie or with values out of range", out);
            return Drop.MALFORMED;
        }
        life.echo(nowNs, terms, out);
        return Drop.NONE;
    }

    /** RFC 9260 §5.2.4. */
    private Drop onCookieEcho(long nowNs, ChunkCursor chunk, SctpOutput out) {
        Terms cookie = life.handshake.openCookie(chunk);
        Peering peering = life.peering();
        Terms current = peering == null ? null : peering.terms();
        Handshake.Verdict verdict =
                cookie == null ? Handshake.Verdict.IGNORE : life.handshake.judge(nowNs, cookie, chunk.tag(), current);
        if (cookie == null || verdict == Handshake.Verdict.IGNORE) {
            return Drop.BAD_AUTHENTICATION;
        }
        if (verdict == Handshake.Verdict.STALE) {
            sendStale(nowNs, cookie, peering, out);
            return Drop.TOO_OLD;
        }
        if (!accept(cookie, current, out)) {
            return Drop.NOT_WANTED;
        }
        life.packet.chunk(ChunkType.COOKIE_ACK, 0, 0, out);
        return Drop.NONE;
    }

    /** Cases A, B and D of the table; false for C and for cookies of an association that is gone. */
    private boolean accept(Terms cookie, @Nullable Terms current, SctpOutput out) {
        if (life.state() == Life.State.CLOSED || life.state() == Life.State.COOKIE_WAIT) {
            life.establish(cookie, out);
            return true;
        }
        boolean isSame = current != null && current.hasTags(cookie.localTag(), cookie.peerTag());
        if (life.state() == Life.State.COOKIE_ECHOED) {
            life.establish(isSame ? null : cookie, out);
            return true;
        }
        boolean isRestart = current != null
                && current.hasTags(cookie.tieLocalTag(), cookie.tiePeerTag())
                && life.state() != Life.State.SHUTDOWN_ACK_SENT;
        if (isRestart) {
            life.restart(cookie, out);
        }
        return isSame || isRestart;
    }

    private void sendStale(long nowNs, Terms cookie, @Nullable Peering peering, SctpOutput out) {
        life.packet.flush(out);
        life.packet.tag(cookie.peerTag());
        life.errors.staleCookie(nowNs - cookie.createdNs() - Handshake.COOKIE_LIFE_NS, out);
        life.packet.flush(out);
        if (peering != null) {
            life.packet.tag(peering.terms().peerTag());
        }
    }

    private Drop onData(long nowNs, ChunkCursor chunk, Peering peering, SctpOutput out) {
        if (!life.state().takesData()) {
            return Drop.NOT_WANTED;
        }
        AbortCause cause = peering.receive().onData(nowNs, chunk, life.errors, out);
        if (cause != null) {
            life.abort(CloseReason.PROTOCOL_VIOLATION, cause, out);
            return Drop.MALFORMED;
        }
        if (life.state() == Life.State.SHUTDOWN_SENT) {
            peering.receive().requestSack();
            life.sendShutdown(nowNs, peering, out);
        }
        return Drop.NONE;
    }

    private Drop onSack(long nowNs, ChunkCursor chunk, Peering peering, SctpOutput out) {
        long reference = peering.send().lastAssignedTsn();
        SackView sack = SackView.of(chunk.data(), chunk.valueAt(), chunk.valueBytes(), reference);
        return sack == null ? Drop.MALFORMED : take(nowNs, sack, peering, out);
    }

    private Drop take(long nowNs, SackView sack, Peering peering, SctpOutput out) {
        if (!life.state().sendsData()) {
            return Drop.NONE;
        }
        AbortCause cause = peering.send().onSack(nowNs, sack);
        if (cause != null) {
            life.abort(CloseReason.PROTOCOL_VIOLATION, cause, out);
            return Drop.MALFORMED;
        }
        return Drop.NONE;
    }

    private Drop onForwardTsn(ChunkCursor chunk, Peering peering, SctpOutput out) {
        if (!life.state().takesData()) {
            return Drop.NOT_WANTED;
        }
        return peering.receive().onForwardTsn(chunk, out) ? Drop.NONE : Drop.MALFORMED;
    }

    private Drop onReconfig(long nowNs, ChunkCursor chunk, Peering peering, SctpOutput out) {
        if (life.state().isConnecting()) {
            return Drop.NOT_WANTED;
        }
        return peering.peerReset().onChunk(nowNs, chunk, out) ? Drop.NONE : Drop.MALFORMED;
    }

    /** RFC 9260 §8.3: the same information back. */
    private Drop onHeartbeat(ChunkCursor chunk, SctpOutput out) {
        int bytes = chunk.valueBytes();
        if (bytes > life.packet.maxValueBytes()) {
            return Drop.TOO_LONG;
        }
        int at = life.packet.chunk(ChunkType.HEARTBEAT_ACK, 0, bytes, out);
        System.arraycopy(chunk.data(), chunk.valueAt(), life.packet.data(), at, bytes);
        return Drop.NONE;
    }

    /** Only a stale cookie changes anything; other reports are for people. */
    private Drop onError(long nowNs, ChunkCursor chunk, SctpOutput out) {
        boolean isStale =
                chunk.valueBytes() >= 4 && Wire.get16(chunk.data(), chunk.valueAt()) == AbortCause.STALE_COOKIE;
        if (isStale && life.state() == Life.State.COOKIE_ECHOED) {
            life.again(nowNs, out);
        }
        return Drop.NONE;
    }

    private Drop onShutdown(long nowNs, ChunkCursor chunk, Peering peering, SctpOutput out) {
        if (chunk.valueBytes() < 4) {
            return Drop.MALFORMED;
        }
        if (life.state().isConnecting()) {
            return Drop.NOT_WANTED;
        }
        long tsn = Serial.extend(peering.send().lastAssignedTsn(), Wire.get32(chunk.data(), chunk.valueAt()));
        SackView sack = new SackView(chunk.data(), 0, tsn, peering.terms().peerWindowBytes(), 0);
        Drop drop = take(nowNs, sack, peering, out);
        if (drop == Drop.NONE) {
            life.onShutdown(nowNs, peering, out);
        }
        return drop;
    }

    private Drop onShutdownAck(SctpOutput out) {
        if (life.state() != Life.State.SHUTDOWN_SENT && life.state() != Life.State.SHUTDOWN_ACK_SENT) {
            return Drop.NOT_WANTED;
        }
        life.packet.chunk(ChunkType.SHUTDOWN_COMPLETE, 0, 0, out);
        life.end(CloseReason.SHUT_DOWN, "by this side", out);
        return Drop.NONE;
    }

    /** RFC 9260 §3.2: what the two high bits of the type say. */
    private Drop onUnknown(ChunkCursor chunk, SctpOutput out) {
        if ((chunk.type() & ChunkType.UNKNOWN_REPORT) != 0) {
            life.errors.unrecognizedChunk(chunk, out);
        }
        return (chunk.type() & ChunkType.UNKNOWN_SKIP) != 0 ? Drop.NONE : Drop.UNKNOWN_PROTOCOL;
    }
}
