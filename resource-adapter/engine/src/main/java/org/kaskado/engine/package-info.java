/** Runs commands of the door, owns pipelines and their leases, emits events. */
@NullMarked
package org.kaskado.engine;

import org.jspecify.annotations.NullMarked;
