package org.kaskado.content.runtime.openapi;

import org.jspecify.annotations.Nullable;
import org.kaskado.content.runtime.session.ClientFacts;
import org.kaskado.content.runtime.session.Pusher;
import org.kaskado.content.runtime.session.RequestSnapshot;

/**
 * Who sends requests.
 *
 * @param contentId what the star of the path stands for, or null
 * @param client what is known of it
 * @param request the HTTP request, or the one that opened the connection
 * @param pusher the connection, or null for single requests
 */
public record Caller(
        @Nullable String contentId,
        ClientFacts client,
        RequestSnapshot request,
        @Nullable Pusher pusher) {}
