/** Stored items: rows in JPA, bytes in the file system. */
@NullMarked
package org.kaskado.repository.store;

import org.jspecify.annotations.NullMarked;
