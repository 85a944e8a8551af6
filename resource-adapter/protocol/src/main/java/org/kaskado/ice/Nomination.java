package org.kaskado.ice;

/** How a controlling agent of ours nominates. A peer may do either. */
public enum Nomination {
    /** RFC 8445 §8.1.1: first find valid pairs, then nominate one. */
    REGULAR,
    /** RFC 5245 §8.1.1.2: every check nominates. */
    AGGRESSIVE
}
