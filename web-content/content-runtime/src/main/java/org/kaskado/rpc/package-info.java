/** JSON-RPC 2.0 codec (pure). */
@NullMarked
package org.kaskado.rpc;

import org.jspecify.annotations.NullMarked;
