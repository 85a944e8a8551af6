package org.kaskado.pipeline;

/** What is known of the caps of a source pad. */
public enum PadState {
    /** Nothing yet: the element has not opened its input. */
    UNDECIDED,
    /** The element will not give this medium. */
    ABSENT,
    /** The caps are known; frames flow or may flow. */
    OFFERED
}
