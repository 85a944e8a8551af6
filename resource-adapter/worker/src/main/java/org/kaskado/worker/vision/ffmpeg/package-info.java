/** The vision nodes: they look at raw pictures, and draw on copies of them. */
@NullMarked
package org.kaskado.worker.vision.ffmpeg;

import org.jspecify.annotations.NullMarked;
