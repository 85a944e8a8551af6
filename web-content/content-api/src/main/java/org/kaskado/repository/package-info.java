/** Stored items as applications see them. */
@NullMarked
package org.kaskado.repository;

import org.jspecify.annotations.NullMarked;
