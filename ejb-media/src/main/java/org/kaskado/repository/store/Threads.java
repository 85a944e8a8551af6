package org.kaskado.repository.store;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads of the container.
 *
 * @param executor runs what may block: inspections and listeners
 * @param timer runs what only looks at the clock
 */
record Threads(Executor executor, ScheduledExecutorService timer) {}
