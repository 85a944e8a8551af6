/**
 * Endpoints whose media goes over HTTP: a ring of container fragments for readers, a bounded stream for uploads. Bytes
 * cross to the container's threads through queues; everything else lives on the pipeline's loop.
 */
@NullMarked
package org.kaskado.element.http;

import org.jspecify.annotations.NullMarked;
