package org.kaskado.content.runtime.session;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kaskado.catalogue.Configuration;
import org.kaskado.content.SessionRecord;
import org.kaskado.content.runtime.cdi.HandlerBeans;
import org.kaskado.media.MediaPipelineFactory;
import org.kaskado.repository.Repository;

/**
 * What sessions of one web application use.
 *
 * @param name context path, for logs and records
 * @param executor the container's managed executor
 * @param settings the effective configuration
 * @param pipelines makes pipelines that belong to this application
 * @param repository the stored items
 * @param records keeps session records
 * @param beans contexts of callbacks
 */
public record AppServices(
        String name,
        Executor executor,
        Supplier<Configuration> settings,
        Supplier<MediaPipelineFactory> pipelines,
        Supplier<Repository> repository,
        Consumer<SessionRecord> records,
        HandlerBeans beans) {}
