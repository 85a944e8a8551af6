/** The rules of the house: which package may use which, what is pure, what is confined, how large things may be. */
@NullMarked
package org.kaskado.it.architecture;

import org.jspecify.annotations.NullMarked;
