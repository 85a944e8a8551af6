/**
 * Stored items as applications see them: bytes under an id, with a state, metadata, track information and a poster.
 *
 * <pre>
 *   NEW ──openForWriting / beginRecording──► STORING ──complete / finishRecording──► STORED
 *                                              │  ▲
 *                    broken, closed, crashed   ▼  │ openForWriting(offset)
 *                                           INCOMPLETE
 * </pre>
 *
 * <p>An item of application code is a live view: every getter reads the present state. {@link
 * org.kaskado.repository.RepositoryItemInfo} is a snapshot.
 *
 * <p>Threads: all types may be used from any thread; calls read or write a database or a file, so never on a media thread.
 */
@NullMarked
package org.kaskado.repository;

import org.jspecify.annotations.NullMarked;
