package org.kaskado.engine.uri;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about inputs and disks.
 *
 * @param isLocal whether URIs may name loopback hosts
 * @param trustedIssuers a PEM file with certificates that https inputs may use besides those that the JDK trusts
 * @param floor free space that recordings and uploads never use
 */
public record FileSettings(boolean isLocal, @Nullable Path trustedIssuers, DiskFloor floor) {}
