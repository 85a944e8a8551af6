/** Reading and writing containers with FFmpeg. It opens nothing by itself: all bytes go through our own I/O callbacks. */
@NullMarked
package org.kaskado.worker.container.ffmpeg;

import org.jspecify.annotations.NullMarked;
