/** Looking at pictures without a library of natives: bar codes, where faces were, how images are laid over pictures. Pure. */
@NullMarked
package org.kaskado.worker.vision;

import org.jspecify.annotations.NullMarked;
