/** The content session machine (pure). */
@NullMarked
package org.kaskado.signalling;

import org.jspecify.annotations.NullMarked;
