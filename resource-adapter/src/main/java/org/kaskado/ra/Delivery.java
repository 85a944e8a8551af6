package org.kaskado.ra;

import java.util.HashSet;
import java.util.Set;
import org.kaskado.connector.MediaEvent;

/** One event on its way to the beans. Touched by one thread at a time: its pipeline's delivery. */
final class Delivery {
    private final MediaEvent event;
    private final Set<BeanEndpoint> done = new HashSet<>();
    private int attempts;

    Delivery(MediaEvent event) {
        this.event = event;
    }

    MediaEvent event() {
        return event;
    }

    boolean isDoneBy(BeanEndpoint bean) {
        return done.contains(bean);
    }

    void doneBy(BeanEndpoint bean) {
        done.add(bean);
    }

    /** Counts a failed attempt, from 1. */
    int failed() {
        return ++attempts;
    }
}
