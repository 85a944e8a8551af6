/**
 * Media URLs: an HTTP request with a token opens a byte stream of a pipeline, and a pump moves the bytes.
 *
 * <p>Threads: the door answers on a media thread; everything else runs on the container's threads.
 */
@NullMarked
package org.kaskado.content.runtime.media;

import org.jspecify.annotations.NullMarked;
