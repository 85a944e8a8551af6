/**
 * Content handlers and servlets behind the home page. The handlers are examples: each fits on a screen, uses nothing but
 * the public APIs, and its source is shown beside its demo. No thread of its own.
 */
@NullMarked
package org.kaskado.web.demo;

import org.jspecify.annotations.NullMarked;
