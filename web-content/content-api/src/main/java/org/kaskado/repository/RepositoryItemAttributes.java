package org.kaskado.repository;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;

/**
 * What HTTP tells about the bytes of an item.
 *
 * @param contentLength bytes present
 * @param creation when the item was made
 * @param lastModified when its bytes last changed, in whole milliseconds
 * @param mimeType media type; {@code application/octet-stream} when nobody said
 * @param eTag strong entity tag with its quotes; changes whenever the bytes do
 */
public record RepositoryItemAttributes(
        long contentLength, Instant creation, Instant lastModified, String mimeType, String eTag) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** Bytes present. */
    public long getContentLength() {
        return contentLength;
    }

    /** When the item was made, in milliseconds since 1970. */
    public long getCreation() {
        return creation.toEpochMilli();
    }

    /** When the item was made. */
    public Date getCreationDate() {
        return Date.from(creation);
    }

    /** When the bytes last changed, in milliseconds since 1970. */
    public long getLastModified() {
        return lastModified.toEpochMilli();
    }

    /** When the bytes last changed. */
    public Date getLastModifiedDate() {
        return Date.from(lastModified);
    }

    /** When the bytes last changed, as HTTP writes it. */
    public String getLastModifiedHttp() {
        return HTTP_DATE.format(lastModified);
    }

    /** Media type. */
    public String getMimeType() {
        return mimeType;
    }

    /** Entity tag with its quotes. */
    public String getETag() {
        return eTag;
    }
}
