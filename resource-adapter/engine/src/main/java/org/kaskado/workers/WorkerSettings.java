package org.kaskado.workers;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How workers are kept.
 *
 * @param runFolder where sockets and working folders of this server's workers go; emptied at start
 * @param stateFolder where natives are unpacked and crash reports stay
 * @param maxServing most workers that carry pipelines, at least 1; one spare comes on top
 * @param heapBytes Java heap of one worker
 * @param idle how long a surplus worker without a pipeline stays
 */
public record WorkerSettings(Path runFolder, Path stateFolder, int maxServing, long heapBytes, Duration idle) {
    public WorkerSettings {
        if (maxServing < 1) {
            throw new IllegalArgumentException("maxServing must be at least 1, not " + maxServing);
        }
    }
}
