/** JCA life cycle and pool contract, and the delivery of events; nothing else. */
@NullMarked
package org.kaskado.ra;

import org.jspecify.annotations.NullMarked;
