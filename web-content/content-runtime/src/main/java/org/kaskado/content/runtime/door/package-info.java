/**
 * The signalling wing's way to the media engine: tickets and settings, looked up when they are needed, so that a
 * redeployed Kaskado is found again without a redeploy of the applications.
 */
@NullMarked
package org.kaskado.content.runtime.door;

import org.jspecify.annotations.NullMarked;
