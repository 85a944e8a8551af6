/**
 * Facts and posters of stored files. MP4 files are read in pure Java by JCodec, once {@link Mp4Check} has found that
 * nothing in them makes a parser take memory by a mere number; FFmpeg takes everything else, Matroska included, because
 * JCodec's reader of that trusts declared sizes. Time is limited by the input, which stops giving bytes.
 */
@NullMarked
package org.kaskado.worker.inspect;

import org.jspecify.annotations.NullMarked;
