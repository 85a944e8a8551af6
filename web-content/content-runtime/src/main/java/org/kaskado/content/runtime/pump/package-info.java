/**
 * Media bytes from a pipeline to an HTTP client, by Servlet asynchronous I/O. The other direction is {@link
 * org.kaskado.content.runtime.http.UploadReceiver}.
 *
 * <p>One buffer of 256 KiB per stream, no thread while either side waits; a slow client leaves bytes in the {@link
 * org.kaskado.connector.MediaByteSource}. Each exchange is
 * ended once: the byte stream is closed with the cause, the owner is told, the exchange is completed.
 *
 * <p>Threads: steps run on the container's I/O threads and on the given executor, never two at a time for one stream.
 */
@NullMarked
package org.kaskado.content.runtime.pump;

import org.jspecify.annotations.NullMarked;
