/**
 * The Media API that applications compile against. Types, registers and enumerations are generated from the catalogue in the
 * build; here are only the shapes that they share. Implemented by {@code org.kaskado.media.ejb}.
 *
 * <p>Threads: every method may be called from any thread that may wait. Stages complete, and listeners are called, on the
 * container's managed threads.
 */
@NullMarked
package org.kaskado.media;

import org.jspecify.annotations.NullMarked;
