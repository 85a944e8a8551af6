package org.kaskado.content.runtime.access;

/** Who may use the doors. */
public enum AccessMode {
    /** Programs of this machine: no credentials, but Origin and Host are checked. */
    LOCAL,
    /** Holders of a token. */
    TOKEN,
    /** Users that the container has authenticated. */
    CONTAINER
}
