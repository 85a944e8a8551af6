/**
 * The Open API of handlers: JSON-RPC 2.0 by POST with long polls and over a WebSocket at the same URL.
 *
 * <p>Over a WebSocket, events are pushed as notifications
 * <pre>{"jsonrpc":"2.0","method":"event","params":{"sessionId":"…","contentEvents":[…],"controlEvents":[…]}}</pre>
 * A session outlives its connection: {@code poll} with its id on a new connection answers what is there and moves it over.
 *
 * <p>Threads: requests are read and answered without a waiting thread; what handlers do happens on their own queue.
 */
@NullMarked
package org.kaskado.content.runtime.openapi;

import org.jspecify.annotations.NullMarked;
