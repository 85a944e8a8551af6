/** Decoding and encoding with FFmpeg, and coded frames from and to the server. */
@NullMarked
package org.kaskado.worker.codec.ffmpeg;

import org.jspecify.annotations.NullMarked;
