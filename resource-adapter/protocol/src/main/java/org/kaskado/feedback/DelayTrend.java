package org.kaskado.feedback;

/**
 * Whether the queue on the way grows (draft-ietf-rmcat-gcc-02 §5): packets are grouped by sending time, the differences of
 * arrival and sending distance of successive groups are summed and smoothed, a line is fitted through the last 20 sums,
 * and its slope is compared with a threshold that adapts to the path's own noise.
 */
final class DelayTrend {
    /** What the queue does. */
    enum Usage {
        NORMAL,
        OVERUSE,
        UNDERUSE
    }

    private static final double NS_PER_MS = 1e6;
    /** §5.2: packets of one burst. */
    private static final long GROUP_NS = 5_000_000L;

    private static final long MAX_GAP_NS = 3_000_000_000L;
    private static final int WINDOW = 20;
    private static final double SMOOTHING = 0.9;
    private static final double GAIN = 4;
    private static final int MAX_DELTAS = 60;
    private static final double OVERUSE_MS = 10;
    private static final double FIRST_THRESHOLD = 12.5;
    private static final double MIN_THRESHOLD = 6;
    private static final double MAX_THRESHOLD = 600;
    /** §5.4: K_u and K_d per ms. */
    private static final double THRESHOLD_UP = 0.0087;

    private static final double THRESHOLD_DOWN = 0.039;
    /** Larger excursions do not raise the threshold. */
    private static final double MAX_ADAPT_OFFSET = 15;

    private final double[] arrivalsMs = new double[WINDOW];
    private final double[] delaysMs = new double[WINDOW];
    private int samples;
    private int deltas;
    private long firstArrivalNs;
    private double accumulatedMs;
    private double smoothedMs;
    private double threshold = FIRST_THRESHOLD;
    private long thresholdNs = Long.MIN_VALUE;
    private double overusingMs = -1;
    private int overusingCount;
    private double previousTrend;
    private Usage usage = Usage.NORMAL;

    private boolean hasGroup;
    private boolean hasPreviousGroup;
    private long groupFirstSentNs;
    private long groupLastSentNs;
    private long groupFirstArrivalNs;
    private long groupLastArrivalNs;
    private long previousSentNs;
    private long previousArrivalNs;

    /** Takes a packet that arrived, in sending order. */
    void onPacket(long sentNs, long arrivalNs) {
        if (!hasGroup) {
            begin(sentNs, arrivalNs);
            return;
        }
        if (sentNs < groupFirstSentNs) {
            return;
        }
        if (Math.abs(arrivalNs - groupLastArrivalNs) > MAX_GAP_NS) {
            restart(sentNs, arrivalNs);
            return;
        }
        if (belongsToGroup(sentNs, arrivalNs)) {
            groupLastSentNs = Math.max(groupLastSentNs, sentNs);
            groupLastArrivalNs = Math.max(groupLastArrivalNs, arrivalNs);
            return;
        }
        if (hasPreviousGroup) {
            onGroups(groupLastSentNs - previousSentNs, groupLastArrivalNs - previousArrivalNs);
        }
        previousSentNs = groupLastSentNs;
        previousArrivalNs = groupLastArrivalNs;
        hasPreviousGroup = true;
        begin(sentNs, arrivalNs);
    }

    /** What was found last. */
    Usage usage() {
        return usage;
    }

    private void restart(long sentNs, long arrivalNs) {
        hasPreviousGroup = false;
        samples = 0;
        deltas = 0;
        accumulatedMs = 0;
        smoothedMs = 0;
        begin(sentNs, arrivalNs);
    }

    private void begin(long sentNs, long arrivalNs) {
        hasGroup = true;
        groupFirstSentNs = sentNs;
        groupLastSentNs = sentNs;
        groupFirstArrivalNs = arrivalNs;
        groupLastArrivalNs = arrivalNs;
    }

    /** Sent within 5 ms; or held up on the way and let go together, which says nothing of the queue. */
    private boolean belongsToGroup(long sentNs, long arrivalNs) {
        if (sentNs - groupFirstSentNs <= GROUP_NS) {
            return true;
        }
        long arrivalStep = arrivalNs - groupLastArrivalNs;
        long sendStep = sentNs - groupLastSentNs;
        return arrivalStep < sendStep && arrivalStep <= GROUP_NS && arrivalNs - groupFirstArrivalNs < 20 * GROUP_NS;
    }

    private void onGroups(long sendStepNs, long arrivalStepNs) {
        double sendMs = sendStepNs / NS_PER_MS;
        deltas = Math.min(deltas + 1, 1_000);
        if (deltas == 1) {
            firstArrivalNs = groupLastArrivalNs;
        }
        accumulatedMs += arrivalStepNs / NS_PER_MS - sendMs;
        smoothedMs = SMOOTHING * smoothedMs + (1 - SMOOTHING) * accumulatedMs;
        int slot = samples++ % WINDOW;
        arrivalsMs[slot] = (groupLastArrivalNs - firstArrivalNs) / NS_PER_MS;
        delaysMs[slot] = smoothedMs;
        double trend = samples >= WINDOW ? slope() : previousTrend;
        detect(trend, sendMs);
    }

    private double slope() {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < WINDOW; i++) {
            meanX += arrivalsMs[i] / WINDOW;
            meanY += delaysMs[i] / WINDOW;
        }
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < WINDOW; i++) {
            double x = arrivalsMs[i] - meanX;
            numerator += x * (delaysMs[i] - meanY);
            denominator += x * x;
        }
        return denominator == 0 ? 0 : numerator / denominator;
    }

    private void detect(double trend, double sendMs) {
        double modified = Math.min(deltas, MAX_DELTAS) * trend * GAIN;
        if (modified > threshold) {
            overusingMs = overusingMs < 0 ? sendMs / 2 : overusingMs + sendMs;
            overusingCount++;
            if (overusingMs > OVERUSE_MS && overusingCount > 1 && trend >= previousTrend) {
                overusingMs = 0;
                overusingCount = 0;
                usage = Usage.OVERUSE;
            }
        } else {
            overusingMs = -1;
            overusingCount = 0;
            usage = modified < -threshold ? Usage.UNDERUSE : Usage.NORMAL;
        }
        previousTrend = trend;
        adapt(Math.abs(modified));
    }

    private void adapt(double modified) {
        long now = groupLastArrivalNs;
        double elapsedMs = thresholdNs == Long.MIN_VALUE ? 0 : Math.min(100, (now - thresholdNs) / NS_PER_MS);
        thresholdNs = now;
        if (modified > threshold + MAX_ADAPT_OFFSET) {
            return;
        }
        double gain = modified < threshold ? THRESHOLD_DOWN : THRESHOLD_UP;
        threshold += gain * (modified - threshold) * Math.max(0, elapsedMs);
        threshold = Math.max(MIN_THRESHOLD, Math.min(MAX_THRESHOLD, threshold));
    }
}
