/**
 * The media worker: a plain Java program that the server starts. It connects to the UNIX socket that its argument names,
 * proves the secret of its standard input, and then does what it is told. It opens no file but recordings that the server
 * has made for it, no address at all, and ends within two seconds when the link or standard input ends.
 */
@NullMarked
package org.kaskado.worker;

import org.jspecify.annotations.NullMarked;
