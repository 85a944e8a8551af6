/** What a handler's annotations say, read and checked once at deployment. */
@NullMarked
package org.kaskado.content.runtime.service;

import org.jspecify.annotations.NullMarked;
