package org.kaskado.content.runtime.service;

import jakarta.servlet.ServletException;

/** A handler that cannot be published; the message names the class, what is wrong and how to mend it. */
public final class ServiceException extends ServletException {
    private static final long serialVersionUID = 1L;

    public ServiceException(String message) {
        super(message);
    }
}
