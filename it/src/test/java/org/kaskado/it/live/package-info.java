/** WHIP and WHEP on a running server, spoken without a browser: statuses and headers. */
@NullMarked
package org.kaskado.it.live;

import org.jspecify.annotations.NullMarked;
