/** Which encoder does what, how it is set, and the defaults by size. Pure. */
@NullMarked
package org.kaskado.worker.codec;

import org.jspecify.annotations.NullMarked;
