/**
 * Element descriptors as data (one KMD file per module with our defaults, bounds and texts) and their reader. Every API
 * derives from this description: Java Media API, Kurento Protocol, Thrift, JavaScript SDK, reference pages.
 */
@NullMarked
package org.kaskado.catalogue;

import org.jspecify.annotations.NullMarked;
