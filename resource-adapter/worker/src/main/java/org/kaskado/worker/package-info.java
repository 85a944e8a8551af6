/** The media worker process: nothing of the server, natives confined to {@code *.ffmpeg} and {@code *.opencv}. */
@NullMarked
package org.kaskado.worker;

import org.jspecify.annotations.NullMarked;
