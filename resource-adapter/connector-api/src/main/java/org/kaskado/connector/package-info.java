/**
 * The door between the signalling wing and the media wing: few generic commands down, events up, byte streams across.
 *
 * <p>Value trees are made of {@code null}, {@link java.lang.Boolean}, {@link java.lang.Long}, {@link java.lang.Double},
 * {@link java.lang.String}, {@link java.util.List} and {@link java.util.Map} with {@code String} keys. The engine checks
 * them against the catalogue, so a new element module adds no class here.
 *
 * <p>Threads: commands may be sent from any thread; their stages complete on a media thread, where a caller must only
 * post and never block.
 */
@NullMarked
package org.kaskado.connector;

import org.jspecify.annotations.NullMarked;
