package org.kaskado.pipeline;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;

/** Where frames of one medium leave an element. It feeds any number of links. */
public final class SourcePad {
    /** Where a pad's frames come from. */
    public enum Origin {
        /** From a node of the element itself, with caps that the element announces. */
        PRODUCES,
        /** From the element's sink pad, as they came. */
        FORWARDS,
        /** From the element's sink pad, worked on as raw media. */
        DERIVES
    }

    private final Element element;
    private final MediaKind kind;
    private final Origin origin;
    private final Set<Link> links = new LinkedHashSet<>();
    private PadState state = PadState.UNDECIDED;
    private @Nullable Caps caps;
    private @Nullable Caps preferred;
    private @Nullable String nodeKey;
    private int bitrateBps;
    private @Nullable PacketSource packets;
    private @Nullable LongSupplier counter;

    SourcePad(Element element, MediaKind kind, Origin origin) {
        this.element = element;
        this.kind = kind;
        this.origin = origin;
    }

    public Element element() {
        return element;
    }

    public MediaKind kind() {
        return kind;
    }

    public Origin origin() {
        return origin;
    }

    public PadState state() {
        return state;
    }

    /** Caps of an {@link PadState#OFFERED offered} pad. */
    public Caps caps() {
        return Objects.requireNonNull(caps, "caps of a pad that offers nothing");
    }

    /** Key of the worker node that gives the frames, null while there is none. */
    public @Nullable String nodeKey() {
        return nodeKey;
    }

    /** Links in order of connecting; a live view for the package. */
    Set<Link> links() {
        return links;
    }

    public boolean isLinked() {
        return !links.isEmpty();
    }

    /** Announces frames of these caps from a node. */
    public void offer(String fromNode, Caps offered) {
        state = PadState.OFFERED;
        caps = offered;
        nodeKey = fromNode;
    }

    /** Announces that sinks which send RTP can have the packets themselves, when they take the caps as they are. */
    public void offerPackets(@Nullable PacketSource source) {
        packets = source;
    }

    /** What RTP sinks can have instead of frames, or null. */
    @Nullable
    PacketSource packets() {
        return packets;
    }

    /** Gives a count of what left the pad, for media that no worker counts. */
    public void countBy(LongSupplier packetCounter) {
        counter = packetCounter;
    }

    @Nullable
    LongSupplier counter() {
        return counter;
    }

    /** Says that this medium will not come. */
    public void offerNothing() {
        state = PadState.ABSENT;
        caps = null;
        nodeKey = null;
    }

    /** Takes back what was announced. */
    public void withdraw() {
        state = PadState.UNDECIDED;
        caps = null;
        nodeKey = null;
    }

    /** For pads that {@link Origin#DERIVES derive}: the node that works on the media. */
    public void from(@Nullable String node) {
        nodeKey = node;
    }

    /** Caps that receivers should get when they can take them, null for no preference. */
    @Nullable
    Caps preferred() {
        return preferred;
    }

    void prefer(@Nullable Caps wanted) {
        preferred = wanted;
    }

    /** Aim of encoders behind this pad, bits per second; 0 for a default by size. */
    int bitrateBps() {
        return bitrateBps;
    }

    void aim(int bitsPerSecond) {
        bitrateBps = bitsPerSecond;
    }

    /** The sink pad of the same medium of the same element, null when the element has none. */
    @Nullable
    SinkPad upstream() {
        return element.sinkOrNull(kind);
    }

    @Override
    public String toString() {
        return element.id() + " " + kind + " source";
    }
}
