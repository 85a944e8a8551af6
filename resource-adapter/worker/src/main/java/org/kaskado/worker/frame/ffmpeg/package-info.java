/**
 * Coded and raw frames as FFmpeg holds them, shared between nodes without copying. Frames on a link are never changed;
 * who wants to change one makes its own reference first. All times are nanoseconds on the graph's clock.
 */
@NullMarked
package org.kaskado.worker.frame.ffmpeg;

import org.jspecify.annotations.NullMarked;
