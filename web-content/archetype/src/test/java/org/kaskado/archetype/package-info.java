/** Checks of the archetype's templates. */
@NullMarked
package org.kaskado.archetype;

import org.jspecify.annotations.NullMarked;
