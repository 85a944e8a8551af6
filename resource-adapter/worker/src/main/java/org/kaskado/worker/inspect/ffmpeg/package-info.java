/** Inspection by FFmpeg, for what pure Java cannot read. */
@NullMarked
package org.kaskado.worker.inspect.ffmpeg;

import org.jspecify.annotations.NullMarked;
