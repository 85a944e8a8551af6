package org.kaskado.content.runtime.http;

import org.jspecify.annotations.Nullable;

/**
 * What became of an upload request that was taken well.
 *
 * @param bodyBytes bytes of this request that went to the target, framing not counted
 * @param isWhole whether the target is complete; false after a piece of a resumable upload
 * @param file what the client said of the file
 */
public record UploadOutcome(
        long bodyBytes, boolean isWhole, @Nullable PartHeaders file) {}
