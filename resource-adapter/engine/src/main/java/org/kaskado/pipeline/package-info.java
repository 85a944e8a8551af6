/**
 * Elements, pads, links, caps negotiation and the agnostic adaptor, which plans where a worker decodes and encodes. A
 * pipeline and all it holds live on one media loop.
 */
@NullMarked
package org.kaskado.pipeline;

import org.jspecify.annotations.NullMarked;
