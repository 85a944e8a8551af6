/**
 * Bytes over HTTP without a waiting thread: stored items out with ranges, uploads in with resume and multipart framing.
 *
 * <p>Implemented: RFC 9110 §8.8 (validators), §13 (conditional requests), §14 (ranges, single and
 * {@code multipart/byteranges}); RFC 7578 and RFC 2046 §5.1 as far as file uploads need them. Left out: ranges on HEAD,
 * nested multipart, content transfer encodings.
 *
 * <p>Threads: the pure parts ({@link org.kaskado.content.runtime.http.ByteRanges}, {@link
 * org.kaskado.content.runtime.http.Preconditions}, {@link org.kaskado.content.runtime.http.MultipartParser}, …) belong to
 * their caller. A transfer runs on whatever thread the container calls its listener on, one at a time.
 */
@NullMarked
package org.kaskado.content.runtime.http;

import org.jspecify.annotations.NullMarked;
