/** Looks into stored media without playing it. */
@NullMarked
package org.kaskado.element.inspector;

import org.jspecify.annotations.NullMarked;
