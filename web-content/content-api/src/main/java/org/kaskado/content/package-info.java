/** Content API: annotations, handlers, sessions. */
@NullMarked
package org.kaskado.content;

import org.jspecify.annotations.NullMarked;
