/**
 * Graphs of nodes, their links and their turns. The only package of the worker with locks.
 *
 * <p>A node is an actor: commands and media reach it one at a time, on any thread of one small pool. Different nodes run
 * side by side. Each linked input holds a bounded queue; a node gets its next item only when the queues behind the same
 * output pad have room, so a slow sink slows its source and memory stays bounded. A source has a thread of its own
 * ({@link SourceLoop}), because reading may block.
 *
 * <p>All queues and links of a graph are guarded by that graph's one lock, held for a few instructions at a time.
 */
@NullMarked
package org.kaskado.worker.graph;

import org.jspecify.annotations.NullMarked;
