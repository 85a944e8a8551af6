package org.kaskado.pipeline;

/**
 * A class of media objects that the engine can make.
 *
 * @param name bare name of the catalogue
 * @param operations what can be called on it, inherited operations included
 * @param factory makes one, on the loop of its pipeline
 */
public record ElementType<T extends MediaObject>(String name, OperationTable<T> operations, Factory<T> factory) {

    /** Makes an object; throws a {@link org.kaskado.connector.MediaException} for parameters that are wrong together. */
    public interface Factory<T> {
        T create(Pipeline pipeline, Identity identity, Arguments arguments);
    }

    /**
     * Who a new object is.
     *
     * @param id as clients see it
     * @param type bare name
     * @param creationTimeS wallclock, seconds
     */
    public record Identity(String id, String type, long creationTimeS) {}
}
