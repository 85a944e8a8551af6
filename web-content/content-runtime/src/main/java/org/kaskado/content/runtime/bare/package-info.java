/**
 * Services without the control protocol: a bare GET or POST is the whole conversation. The media comes by redirect (307),
 * through the handler's own URL, or, for stored items, straight from the store.
 */
@NullMarked
package org.kaskado.content.runtime.bare;

import org.jspecify.annotations.NullMarked;
