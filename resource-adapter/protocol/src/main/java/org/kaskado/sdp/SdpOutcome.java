package org.kaskado.sdp;

import org.jspecify.annotations.Nullable;

/** A parsed description, or why there is none. */
public final class SdpOutcome {
    private final @Nullable SessionDescription description;
    private final @Nullable SdpError error;

    private SdpOutcome(@Nullable SessionDescription description, @Nullable SdpError error) {
        this.description = description;
        this.error = error;
    }

    static SdpOutcome of(SessionDescription description) {
        return new SdpOutcome(description, null);
    }

    static SdpOutcome failed(SdpError error) {
        return new SdpOutcome(null, error);
    }

    public boolean isOk() {
        return error == null;
    }

    /** The description; {@link IllegalStateException} when there is none. */
    public SessionDescription description() {
        if (description == null) {
            throw new IllegalStateException("no description: " + error);
        }
        return description;
    }

    /** Why there is none; {@link IllegalStateException} when there is one. */
    public SdpError error() {
        if (error == null) {
            throw new IllegalStateException("there is a description, not an error");
        }
        return error;
    }
}
