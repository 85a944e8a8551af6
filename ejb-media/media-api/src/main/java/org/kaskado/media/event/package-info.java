/** Events of media objects, generated from the catalogue; listeners are added to the object that raises them. */
@NullMarked
package org.kaskado.media.event;

import org.jspecify.annotations.NullMarked;
