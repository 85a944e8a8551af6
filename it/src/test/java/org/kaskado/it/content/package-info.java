/** Content handlers of a WAR beside Kaskado: JSON-RPC by POST and WebSocket, bare delivery, scopes, roles, mistakes. */
@NullMarked
package org.kaskado.it.content;

import org.jspecify.annotations.NullMarked;
