package org.kaskado.negotiation;

/** Where an exchange of descriptions stands (RFC 9429 §3.2). */
public enum SignallingState {
    STABLE,
    HAVE_LOCAL_OFFER,
    HAVE_REMOTE_OFFER
}
