/** Home page, media and repository servlets. */
@NullMarked
package org.kaskado.web;

import org.jspecify.annotations.NullMarked;
