/** In-container, browser, interop and architecture tests. */
@NullMarked
package org.kaskado.it;

import org.jspecify.annotations.NullMarked;
