package org.kaskado.frame;

/** The three media of a pad; names as on the wire of every API. */
public enum MediaKind {
    AUDIO,
    VIDEO,
    DATA
}
