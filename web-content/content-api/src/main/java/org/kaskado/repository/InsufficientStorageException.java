package org.kaskado.repository;

import java.io.IOException;

/** The disk has less free space than {@code kaskado.disk.floor-bytes} leaves to items. */
public final class InsufficientStorageException extends IOException {
    private static final long serialVersionUID = 1L;

    public InsufficientStorageException(String message) {
        super(message);
    }
}
