/**
 * Runs in the build only: draws the clips of the home page frame by frame and has them encoded by the FFmpeg program of
 * the Maven natives. Nothing of it is shipped but its output. It draws digits itself, so that the build machine needs no
 * fonts. One thread; no RFC.
 */
@NullMarked
package org.kaskado.web.demo.media;

import org.jspecify.annotations.NullMarked;
