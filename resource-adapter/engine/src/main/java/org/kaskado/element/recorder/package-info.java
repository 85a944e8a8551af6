/** Records into files. */
@NullMarked
package org.kaskado.element.recorder;

import org.jspecify.annotations.NullMarked;
