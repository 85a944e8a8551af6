package org.kaskado.content.runtime.session;

import org.jspecify.annotations.Nullable;

/**
 * What a session begins with.
 *
 * @param id its unguessable name
 * @param contentId what the star of the path stands for, or null
 */
record SessionBirth(String id, @Nullable String contentId, ClientFacts client, RequestSnapshot request) {}
