package org.kaskado.content.runtime.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Frees an upload from its framing, and counts what remains. */
final class UploadBody implements MultipartParser.Output {
    private final UploadTarget target;
    private final long maxBytes;
    private final @Nullable MultipartParser parser;
    private long bytes;

    /** A body whose bytes go to the target as they come. */
    private UploadBody(UploadTarget target, long maxBytes, @Nullable String formType) throws MultipartException {
        this.target = target;
        this.maxBytes = maxBytes;
        this.parser = formType == null
                ? null
                : new MultipartParser(PartHeaders.parameters(formType).get("boundary"), this);
    }

    /**
     * The body of a request.
     *
     * @param contentType the request's media type, or null
     */
    static UploadBody of(@Nullable String contentType, UploadTarget target, long maxBytes) throws MultipartException {
        if (contentType != null && MediaTypes.bare(contentType).equals("multipart/form-data")) {
            return new UploadBody(target, maxBytes, contentType);
        }
        target.describe(new PartHeaders("", null, contentType));
        return new UploadBody(target, maxBytes, null);
    }

    /** Takes what it can; bytes remain only while the target is full. */
    void feed(ByteBuffer input) throws IOException, MultipartException {
        if (parser == null) {
            write(input);
        } else {
            parser.feed(input);
        }
    }

    /** True while nothing waits for room in the target. */
    boolean isIdle() {
        return parser == null || parser.isIdle();
    }

    /** Bytes that went to the target. */
    long bytes() {
        return bytes;
    }

    /** Checks at the end of the request that the framing came to its end too. */
    void checkEnd() throws MultipartException {
        if (parser == null) {
            return;
        }
        if (!parser.isComplete()) {
            throw new MultipartException("the form ended before its closing boundary");
        }
        if (!parser.hasFile()) {
            throw new MultipartException("the form has no part with a file name; send the file in an <input type=file>"
                    + " field, or as the plain body of the request");
        }
    }

    @Override
    public void onFile(PartHeaders headers) {
        target.describe(headers);
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        if (bytes + source.remaining() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        int before = source.remaining();
        target.write(source);
        bytes += before - source.remaining();
    }

    static UploadRefusedException tooLarge(long maxBytes) {
        return new UploadRefusedException(
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                "The upload is larger than the " + maxBytes + " bytes that kaskado.upload.max-bytes leaves to it.");
    }
}
