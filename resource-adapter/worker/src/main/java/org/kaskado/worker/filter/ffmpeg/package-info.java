/** Free filter chains of FFmpeg over raw media. */
@NullMarked
package org.kaskado.worker.filter.ffmpeg;

import org.jspecify.annotations.NullMarked;
