/**
 * The Content API: what an application writes (a {@link org.kaskado.content.ContentHandler} with one annotation) and what
 * it is given (a {@link org.kaskado.content.ContentSession} per client).
 *
 * <pre>
 * IDLE ──► HANDLING ──► STARTING ──► ACTIVE ──► TERMINATED      (every state may also go to TERMINATED at once)
 *          onContentRequest  start()    onContentStarted   onSessionTerminated | onSessionError
 * </pre>
 *
 * <p>Threads: callbacks come on the container's managed executor, one at a time per session; sessions may be used from
 * any thread.
 */
@NullMarked
package org.kaskado.content;

import org.jspecify.annotations.NullMarked;
