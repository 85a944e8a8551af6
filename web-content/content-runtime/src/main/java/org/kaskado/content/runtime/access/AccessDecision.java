package org.kaskado.content.runtime.access;

/** What the rule says. */
public sealed interface AccessDecision {
    /** Go on. */
    record Granted(AccessGrant grant) implements AccessDecision {}

    /**
     * Stop.
     *
     * @param status 401 when credentials would help, else 403
     * @param message what was wrong and what is allowed; holds no secret
     */
    record Refused(int status, String message) implements AccessDecision {}
}
