/**
 * One charging record per session, written exactly once, and its CSV view for operators.
 *
 * <p>A row is keyed by session id and kind: writing it again changes nothing, so a caller that does not know whether its
 * first try arrived may simply try again.
 */
@NullMarked
package org.kaskado.records;

import org.jspecify.annotations.NullMarked;
