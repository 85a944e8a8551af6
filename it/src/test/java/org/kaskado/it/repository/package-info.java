/** Stored items on a running server: uploads, ranges, resume, posters, crashes. */
@NullMarked
package org.kaskado.it.repository;

import org.jspecify.annotations.NullMarked;
