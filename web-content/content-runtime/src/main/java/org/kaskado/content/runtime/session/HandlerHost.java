package org.kaskado.content.runtime.session;

import org.kaskado.content.ContentHandler;
import org.kaskado.content.ContentSession;
import org.kaskado.content.runtime.service.ServiceDescriptor;

/**
 * One published handler.
 *
 * @param service what its annotation says
 * @param handler the instance; its sessions are of the kind that the service makes
 * @param app what it uses
 */
public record HandlerHost(ServiceDescriptor service, ContentHandler<ContentSession> handler, AppServices app) {}
