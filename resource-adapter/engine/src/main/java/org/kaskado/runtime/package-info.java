/**
 * Media loops, their deadlines, and the one factory of media threads. Everything here is started by the resource adapter
 * in {@code start} and joined in {@code stop}.
 */
@NullMarked
package org.kaskado.runtime;

import org.jspecify.annotations.NullMarked;
