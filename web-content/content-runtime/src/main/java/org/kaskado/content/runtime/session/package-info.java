/**
 * Live content sessions: the pure machine of {@link org.kaskado.signalling} with its lock, its callbacks on the container's
 * executor, what it holds, and the sessions that handlers see.
 *
 * <p>Threads: every method may be called from any thread. A session's machine is behind its lock; handlers, clients and the
 * Media API are never called with the lock held. Callbacks of a session run one at a time.
 */
@NullMarked
package org.kaskado.content.runtime.session;

import org.jspecify.annotations.NullMarked;
