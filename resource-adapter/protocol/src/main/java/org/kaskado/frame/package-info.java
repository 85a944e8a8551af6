/** Values for coded media: what a pad can carry, and one coded picture or audio chunk. Pure. */
@NullMarked
package org.kaskado.frame;

import org.jspecify.annotations.NullMarked;
