/**
 * Elements in the middle: pass-through, vision filters, and free filter text, which is read by a parser of our own with
 * an allow-list of filters and options.
 */
@NullMarked
package org.kaskado.element.filter;

import org.jspecify.annotations.NullMarked;
