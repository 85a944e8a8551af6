package org.kaskado.pipeline;

import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;

/** Where frames of one medium enter an element. It has at most one source. */
public final class SinkPad {
    private final Element element;
    private final MediaKind kind;
    private final @Nullable SinkPolicy policy;
    private @Nullable Link link;
    private @Nullable String nodeKey;

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

    @Override
    public String toString() {
        return element.id() + " " + kind + " sink";
    }
}
