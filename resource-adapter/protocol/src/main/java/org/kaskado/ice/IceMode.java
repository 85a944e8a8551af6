package org.kaskado.ice;

/** RFC 8445 §2.5: a lite agent answers checks and sends none. */
public enum IceMode {
    FULL,
    LITE
}
