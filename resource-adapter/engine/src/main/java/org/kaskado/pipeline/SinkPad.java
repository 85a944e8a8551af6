package org.kaskado.pipeline;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;

/** Where frames of one medium enter an element. It has at most one source. */
public final class SinkPad {
    private final Element element;
    private final MediaKind kind;
    private final @Nullable SinkPolicy policy;
    private @Nullable Link link;
    private @Nullable String nodeKey;
    private @Nullable PacketTaker taker;
    private @Nullable PacketSource packets;
    private @Nullable LongSupplier counter;

    SinkPad(Element element, MediaKind kind, @Nullable SinkPolicy policy) {
        this.element = element;
        this.kind = kind;
        this.policy = policy;
    }

    public Element element() {
        return element;
    }

    public MediaKind kind() {
        return kind;
    }

    /** What the pad takes; null when it forwards as it came, or wants nothing of this medium. */
    public @Nullable SinkPolicy policy() {
        return policy;
    }

    public @Nullable Link link() {
        return link;
    }

    void link(@Nullable Link newLink) {
        link = newLink;
    }

    /** Key of the worker node that takes the frames, null while there is none. */
    public @Nullable String nodeKey() {
        return nodeKey;
    }

    /** Names the node that takes the frames from now on. */
    public void into(@Nullable String node) {
        nodeKey = node;
    }

    /** Announces that packets can be sent as they come. */
    public void takePackets(PacketTaker packetTaker) {
        taker = packetTaker;
    }

    @Nullable
    PacketTaker taker() {
        return taker;
    }

    /** Gives a count of what came into the pad, for media that no worker counts. */
    public void countBy(LongSupplier packetCounter) {
        counter = packetCounter;
    }

    @Nullable
    LongSupplier counter() {
        return counter;
    }

    /** Tells the taker when its source has changed. */
    void feed(@Nullable PacketSource source) {
        PacketTaker told = taker;
        if (told != null && packets != source) {
            packets = source;
            told.onPackets(source);
        }
    }

    @Override
    public String toString() {
        return element.id() + " " + kind + " sink";
    }
}
