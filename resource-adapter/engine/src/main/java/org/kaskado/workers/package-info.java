/** Media worker processes: started, watched, limited and replaced here. */
@NullMarked
package org.kaskado.workers;

import org.jspecify.annotations.NullMarked;
