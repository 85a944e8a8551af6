/** The Media API over the door: proxies, event dispatch, leases. */
@NullMarked
package org.kaskado.media.ejb;

import org.jspecify.annotations.NullMarked;
