package org.kaskado.content.runtime.bare;

import java.util.function.Supplier;
import org.kaskado.catalogue.Configuration;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.pump.PumpSettings;

/**
 * What bare exchanges use.
 *
 * @param redirect whether clients are sent to the media URL
 * @param door the way to the media engine
 * @param pumps what streams run on
 * @param settings the effective configuration
 */
public record BareServices(
        boolean redirect, Door door, Supplier<PumpSettings> pumps, Supplier<Configuration> settings) {}
