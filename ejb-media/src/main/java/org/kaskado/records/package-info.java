/** One charging record per session, written exactly once. */
@NullMarked
package org.kaskado.records;

import org.jspecify.annotations.NullMarked;
