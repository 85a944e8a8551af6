/**
 * The URI policy, and what it lets through: files below allowed folders, HTTP from addresses that were checked and are
 * the ones connected to. Blocking work runs on the pool that the resource adapter gives; results go back to the loop.
 */
@NullMarked
package org.kaskado.engine.uri;

import org.jspecify.annotations.NullMarked;
