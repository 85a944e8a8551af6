/**
 * What a media worker can be asked to do, as records, and their wire form. Pure: the JDK only, no thread, no socket.
 *
 * <p>A worker hosts graphs, one per pipeline. A graph is made of nodes joined by links from an output pad to an input
 * pad; pads are named {@code audio}, {@code video}, {@code data}. An output feeds any number of links, an input at most
 * one. Links and nodes come and go while media flows. Times are nanoseconds on the graph's clock, which starts at 0 when
 * the graph opens.
 */
@NullMarked
package org.kaskado.processing;

import org.jspecify.annotations.NullMarked;
