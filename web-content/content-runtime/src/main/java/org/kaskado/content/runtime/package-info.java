/** What makes any WAR with a handler a content application. */
@NullMarked
package org.kaskado.content.runtime;

import org.jspecify.annotations.NullMarked;
