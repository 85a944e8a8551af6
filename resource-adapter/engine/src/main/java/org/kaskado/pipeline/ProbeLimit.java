package org.kaskado.pipeline;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.kaskado.runtime.MediaLoop;

/**
 * The longest time that a worker may need to find out what an input is: an input that trickles or never ends must not
 * hold a worker's thread.
 *
 * @param limitNs from the first request to the answer, {@code kaskado.probe.timeout}
 */
record ProbeLimit(MediaLoop loop, long limitNs) {

    /** Runs {@code giveUp} on the loop when the probe is not over in time. */
    void watch(CompletionStage<?> probe, Runnable giveUp) {
        MediaLoop.Deadline deadline = loop.at(loop.nowNs() + limitNs, giveUp);
        probe.whenComplete((value, failure) -> deadline.cancel());
    }

    /** Why the input was ended. */
    String sentence() {
        return "what it is could not be found out within " + TimeUnit.NANOSECONDS.toMillis(limitNs)
                + " ms (key kaskado.probe.timeout)";
    }
}
