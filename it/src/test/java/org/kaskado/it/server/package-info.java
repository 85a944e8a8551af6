/** Starting, asking and ending real servers: everything goes through {@code deploy/run.sh} and HTTP. */
@NullMarked
package org.kaskado.it.server;

import org.jspecify.annotations.NullMarked;
