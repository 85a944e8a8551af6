/**
 * Media worker processes: started, watched, limited and replaced here. A worker may die at any
 * moment, and only its own pipelines notice.
 *
 * <pre>
 *             launch            Hello              graph opened
 *  (nothing) ───────► STARTING ───────► READY ◄───────────────► READY, serving
 *                        │                │  last graph closed
 *                        │ failed         │ Shutdown           link broke
 *                        ▼                ▼                       │
 *                       GONE ◄───────── ENDING        GONE ◄──────┘ onLost to each graph
 * </pre>
 *
 * <p>Threads: all state lives on one loop of its own, {@code kaskado-workers}, which also moves the bytes of all links.
 * What blocks (unpacking, starting a process) runs on the pool for blocking calls. A graph's messages are handed to its
 * pipeline's loop, bounded: when a loop falls behind, its worker's link is not read until it has caught up.
 */
@NullMarked
package org.kaskado.workers;

import org.jspecify.annotations.NullMarked;
