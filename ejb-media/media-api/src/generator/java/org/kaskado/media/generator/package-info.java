/**
 * Writes the typed interfaces of the Media API from the catalogue. Runs in the build only, before the compiler; nothing of
 * it is shipped.
 */
package org.kaskado.media.generator;
