package org.kaskado.content.runtime.pump;

import org.jspecify.annotations.Nullable;

/** Told once how a stream ended, just before the exchange is completed. */
@FunctionalInterface
public interface PumpEnd {
    /**
     * The stream has ended. While the response is not committed, its status may still be set.
     *
     * @param bytes how many went through
     * @param failure why it broke, or null for the clean end
     */
    void ended(long bytes, @Nullable Throwable failure);
}
