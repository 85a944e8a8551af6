/**
 * The one access rule of all doors: {@code kaskado.access=local|token|container}.
 *
 * <p>{@link org.kaskado.content.runtime.access.AccessRule} decides and is pure; {@link
 * org.kaskado.content.runtime.access.AccessGate} joins it to requests, settings and secrets; {@link
 * org.kaskado.content.runtime.access.AccessFilter} puts it before servlets. Tokens are RFC 6750 bearer tokens; signed ones
 * are JSON Web Tokens (RFC 7519) with HS256 only (RFC 7515 §A.1, RFC 7518 §3.2).
 */
@NullMarked
package org.kaskado.content.runtime.access;

import org.jspecify.annotations.NullMarked;
