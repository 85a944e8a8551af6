/** The main flows over HTTP, on a real server with an application of its own. */
@NullMarked
package org.kaskado.it.flow;

import org.jspecify.annotations.NullMarked;
