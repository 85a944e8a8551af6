package org.kaskado.repository;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The store of items. Look it up under {@link #JNDI_NAME} or take it from a content session. */
public interface Repository {
    /** Where the store is found, on every server. */
    String JNDI_NAME = "java:global/kaskado/kaskado-ejb/Repository!org.kaskado.repository.Repository";

    /** What an id may look like: a letter or digit, then up to 119 letters, digits, dots, dashes and underscores. */
    String ID_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,119}";

    /** Makes an empty item with a random id. */
    RepositoryItem createRepositoryItem();

    /**
     * Makes an empty item.
     *
     * @param id as {@link #ID_PATTERN} says
     * @throws IllegalArgumentException when the id breaks the pattern
     * @throws DuplicateItemException when the id is taken
     */
    RepositoryItem createRepositoryItem(String id);

    /**
     * The item of an id.
     *
     * @throws NoSuchElementException when there is none
     */
    RepositoryItem findRepositoryItemById(String id);

    /** The item of an id, or empty. */
    Optional<RepositoryItem> findIfPresent(String id);

    /** Items whose metadata entry {@code attributeName} equals {@code value}, oldest first, at most 1 000. */
    List<RepositoryItem> findRepositoryItemsByAttValue(String attributeName, String value);

    /**
     * Items whose whole metadata entry {@code attributeName} matches a {@link java.util.regex.Pattern}, oldest first, at
     * most 1 000.
     *
     * @throws java.util.regex.PatternSyntaxException when the pattern is wrong
     */
    List<RepositoryItem> findRepositoryItemsByAttRegex(String attributeName, String regex);

    /** Snapshots of the items that a query finds, one page of them. */
    RepositoryPage search(RepositoryQuery query);

    /** Removes an item, its bytes and its poster; removing twice is silence. A running upload of it ends with an error. */
    void remove(RepositoryItem item);

    /** The HTTP session of a player or recorder URL, or empty when it is unknown or over. */
    Optional<RepositoryHttpEndpoint> findHttpEndpoint(String sessionId);

    /** What the store holds and has room for. */
    RepositoryUsage usage();
}
