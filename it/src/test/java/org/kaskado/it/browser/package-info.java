/** Runs the page tests of {@code it/browser} in a real browser. */
@NullMarked
package org.kaskado.it.browser;

import org.jspecify.annotations.NullMarked;
