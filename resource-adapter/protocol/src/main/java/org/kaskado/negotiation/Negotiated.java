package org.kaskado.negotiation;

import org.kaskado.session.SessionConfig;

/**
 * A finished exchange.
 *
 * @param localDescription our offer or answer, as text
 * @param config what a session runs from
 */
public record Negotiated(String localDescription, SessionConfig config) {}
