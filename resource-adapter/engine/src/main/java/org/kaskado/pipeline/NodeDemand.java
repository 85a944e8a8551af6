package org.kaskado.pipeline;

/**
 * A worker node that an element wants to exist.
 *
 * @param key unique in the pipeline; another key means another node
 */
public record NodeDemand(String key, NodeOwner owner) {}
