package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.session.Direction;
import org.kaskado.session.Msid;
import org.kaskado.session.RidConfig;
import org.kaskado.session.StreamConfig;

/**
 * Our side of one audio or video m-section (RFC 9429 §3.4.1): what we want it to do. Setters change the next description, not
 * the present session. Belongs to its {@link Negotiator}.
 */
public final class Transceiver {
    private final MediaKind kind;
    private Direction direction;
    private Direction current = Direction.INACTIVE;
    private @Nullable String mid;
    private boolean stopped;
    private Msid msid;
    private List<CodecCapability> codecs;
    private List<RidConfig> sendRids = List.of();
    private List<RidConfig> receiveRids = List.of();
    private final List<Long> ssrcs = new ArrayList<>();
    private final List<Long> rtxSsrcs = new ArrayList<>();

    Transceiver(MediaKind kind, Direction direction, Msid msid, List<CodecCapability> codecs) {
        if (kind == MediaKind.DATA) {
            throw new IllegalArgumentException("kind must be AUDIO or VIDEO, not DATA");
        }
        this.kind = kind;
        this.direction = direction;
        this.msid = msid;
        this.codecs = codecs;
    }

    public MediaKind kind() {
        return kind;
    }

    /** The m-section's name; null until a description has one for it. */
    public @Nullable String mid() {
        return mid;
    }

    /** What we want. */
    public Direction direction() {
        return direction;
    }

    /** What was agreed on last. */
    public Direction currentDirection() {
        return current;
    }

    public void setDirection(Direction newDirection) {
        direction = Objects.requireNonNull(newDirection, "newDirection");
    }

    /** Ends it for good: the next description refuses its m-section, whose place may then be used again. */
    public void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Names of the track we send; another track may take its place at any time. */
    public void setMsid(Msid newMsid) {
        msid = Objects.requireNonNull(newMsid, "newMsid");
    }

    /** Other codecs than the configured ones, preferred first; for both offers and answers. */
    public void setCodecs(List<CodecCapability> newCodecs) {
        codecs = List.copyOf(newCodecs);
    }

    /** Simulcast layers to ask for when we offer (RFC 8853); empty for none. */
    public void setReceiveRids(List<RidConfig> rids) {
        receiveRids = List.copyOf(rids);
    }

    /** Simulcast layers to send, each with an SSRC of its own, when the peer agrees; empty for none. */
    public void setSendRids(List<RidConfig> rids) {
        sendRids = List.copyOf(rids);
    }

    Msid msid() {
        return msid;
    }

    List<CodecCapability> codecs() {
        return codecs;
    }

    List<RidConfig> sendRids() {
        return sendRids;
    }

    List<RidConfig> receiveRids() {
        return receiveRids;
    }

    void associate(@Nullable String newMid) {
        mid = newMid;
    }

    void agreed(Direction newCurrent) {
        current = newCurrent;
    }

    /** The SSRC of our first stream, also the sender of our reports; drawn at first need and kept. */
    long ssrc(LocalFacts facts) {
        return ssrc(ssrcs, 0, facts);
    }

    List<StreamConfig> streams(LocalFacts facts, int count, boolean hasRtx, String cname) {
        List<StreamConfig> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long rtx = hasRtx ? ssrc(rtxSsrcs, i, facts) : StreamConfig.NONE;
            streams.add(new StreamConfig(ssrc(ssrcs, i, facts), rtx, StreamConfig.NONE, cname));
        }
        return streams;
    }

    private static long ssrc(List<Long> drawn, int index, LocalFacts facts) {
        while (drawn.size() <= index) {
            drawn.add(facts.newSsrc());
        }
        return drawn.get(index);
    }
}
