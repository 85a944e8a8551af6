/** Container rules that need no library: which inputs are read, how tracks interleave, how their times are kept in order. */
@NullMarked
package org.kaskado.worker.container;

import org.jspecify.annotations.NullMarked;
