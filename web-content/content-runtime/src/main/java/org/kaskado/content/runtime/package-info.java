/**
 * What makes any web application with a handler a content application: at deployment each handler gets a servlet; at
 * undeployment its sessions are told why they end.
 *
 * <p>The parts: {@code service} reads annotations, {@code access} is the access rule, {@code openapi} speaks JSON-RPC,
 * {@code bare} serves plain GET and POST, {@code session} keeps sessions, {@code cdi} their scopes, {@code pump} and
 * {@code http} move bytes, {@code door} reaches the media engine.
 */
@NullMarked
package org.kaskado.content.runtime;

import org.jspecify.annotations.NullMarked;
