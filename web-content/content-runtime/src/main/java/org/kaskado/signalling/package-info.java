/**
 * The content session machine: which callback comes when, what the client is told, and what happens when nothing happens.
 * Pure: time and requests go in, actions come out through {@link org.kaskado.signalling.SessionOutput}.
 *
 * <pre>
 *            startRequested          starting            started
 *   IDLE ─────────────────► HANDLING ───────► STARTING ─────────► ACTIVE
 *     │ idle too long          │ start-timeout   │ fails            │ media ends, client or handler terminates, error
 *     └────────────────────────┴─────────────────┴──────────────────┴──────► TERMINATED ── last event fetched, or grace over
 * </pre>
 *
 * <p>One session has one machine, used by one thread at a time; its owner sees to that.
 */
@NullMarked
package org.kaskado.signalling;

import org.jspecify.annotations.NullMarked;
