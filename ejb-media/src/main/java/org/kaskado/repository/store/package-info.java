/**
 * Stored items: rows in JPA, bytes in the file system below {@code <data>/repository}.
 *
 * <p>A state moves in one short transaction of its own on a locked row; bytes are written before the row says so. What a
 * crash leaves in STORING becomes INCOMPLETE at the next start. The session bean is declared in {@code META-INF/ejb-jar.xml}
 * and only joins the parts, so that they run in a plain test too.
 *
 * <p>Threads: any; media inspection, listeners and timers run on the container's managed executors.
 */
@NullMarked
package org.kaskado.repository.store;

import org.jspecify.annotations.NullMarked;
