/** The Media API that applications compile against; element types are generated from the catalogue. */
@NullMarked
package org.kaskado.media;

import org.jspecify.annotations.NullMarked;
