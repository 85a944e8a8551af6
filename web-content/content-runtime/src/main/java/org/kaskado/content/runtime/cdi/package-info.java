/**
 * Contexts and injection for content handlers: the {@link org.kaskado.content.ContentSessionScoped} context, and handlers as
 * beans. The running session is known by a request-scoped bean, not by a thread-local of ours, so nothing stays behind
 * when an application goes.
 */
@NullMarked
package org.kaskado.content.runtime.cdi;

import org.jspecify.annotations.NullMarked;
