/** Clips for tests, made by the ffmpeg command once and kept below {@code it/target/media}, and what ffprobe says of files. */
@NullMarked
package org.kaskado.it.media;

import org.jspecify.annotations.NullMarked;
