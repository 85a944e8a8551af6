/**
 * JSON-RPC 2.0, as Kaskado's doors speak it: one request object per message, parameters by name.
 *
 * <p>Left out on purpose: batches (refused with a sentence), parameters by position. Text may be UTF-8, UTF-16 or UTF-32
 * in either byte order; answers are UTF-8. Everything here is a function of its arguments; no class keeps state.
 */
@NullMarked
package org.kaskado.rpc;

import org.jspecify.annotations.NullMarked;
