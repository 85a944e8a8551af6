package org.kaskado.media.generator;

import java.io.IOException;
import java.nio.file.Path;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.Catalogues;
import org.kaskado.catalogue.Descriptors;

/** Writes one Java file per type, register, enumeration and event of the catalogue. Argument: the output folder. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Path output = Path.of(arguments[0]);
        Catalogue catalogue = Catalogues.load(Main.class.getClassLoader());
        for (Descriptors.Type type : catalogue.types()) {
            new TypeWriter(catalogue, type).write().save(output);
        }
        ValueWriter values = new ValueWriter(catalogue);
        for (Descriptors.Module module : catalogue.modules()) {
            for (Descriptors.Enumeration enumeration : module.enumerations()) {
                values.enumeration(enumeration).save(output);
            }
            for (Descriptors.Register register : module.registers()) {
                values.register(register).save(output);
            }
            for (Descriptors.Event event : module.events()) {
                values.event(event).save(output);
            }
        }
    }
}
