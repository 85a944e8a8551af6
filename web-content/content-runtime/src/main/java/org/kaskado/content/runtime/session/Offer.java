package org.kaskado.content.runtime.session;

import org.kaskado.repository.RepositoryItem;

/** What a start gives the client. */
public sealed interface Offer {
    /**
     * Media at a URL of ours.
     *
     * @param url as the Media API or the repository made it
     */
    record AtUrl(String url) implements Offer {}

    /** Bytes of a stored item, or room for them, without a URL in between. */
    record Item(RepositoryItem item) implements Offer {}

    /** A session description that answers the client's. */
    record Description(String sdp) implements Offer {}
}
