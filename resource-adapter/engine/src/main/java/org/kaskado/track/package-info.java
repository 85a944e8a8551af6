/**
 * Where RTP meets pads, for all elements that speak RTP: a {@link org.kaskado.track.Publication} feeds a source pad with what
 * a peer sends, a {@link org.kaskado.track.Subscription} sends a peer what a sink pad gets. Between two of them packets are
 * forwarded; towards other elements frames go to and come from the worker. Everything lives on the pipeline's loop.
 *
 * <pre>
 * peer → Publication ─ ForwardSource ─ ForwardReceiver → Subscription → peer          (packets)
 *             └ FrameIntake → worker …                  … worker → FrameOutlet ┘      (frames)
 * </pre>
 */
@NullMarked
package org.kaskado.track;

import org.jspecify.annotations.NullMarked;
