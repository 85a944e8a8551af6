package org.kaskado.pipeline;

import org.kaskado.frame.Caps;

/** What a sink pad takes. Pure. */
public interface SinkPolicy {
    /** Whether frames of these caps may come as they are. */
    boolean accepts(Caps offered);

    /** What to convert frames into that are not accepted; 0 in a size, rate or channels means as offered. */
    Caps target(Caps offered);
}
