/** Finding faces with OpenCV. */
@NullMarked
package org.kaskado.worker.vision.opencv;

import org.jspecify.annotations.NullMarked;
