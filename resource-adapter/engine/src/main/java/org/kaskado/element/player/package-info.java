/** Plays what a URI names. */
@NullMarked
package org.kaskado.element.player;

import org.jspecify.annotations.NullMarked;
