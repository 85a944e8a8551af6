package org.kaskado.catalogue;

import org.jspecify.annotations.Nullable;

/** A module file is unreadable or contradicts itself or another; the message names the file and the name at fault. */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CatalogueException(String file, String problem) {
        this(file, problem, null);
    }

    public CatalogueException(String file, String problem, @Nullable Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
