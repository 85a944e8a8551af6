package org.kaskado.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All element descriptors that are installed. Immutable; safe for any thread. */
public interface Catalogue {
    List<Descriptors.Module> modules();

    Collection<Descriptors.Type> types();

    /** By bare ({@code PlayerEndpoint}) or qualified ({@code kurento.PlayerEndpoint}) name. */
    Optional<Descriptors.Type> type(String name);

    Optional<Descriptors.Event> event(String name);

    Optional<Descriptors.Register> register(String name);

    Optional<Descriptors.Enumeration> enumeration(String name);

    /** Ancestors of a type, nearest first, without itself. */
    List<Descriptors.Type> ancestors(Descriptors.Type type);

    /** Own and inherited properties; an own one wins over an inherited one of its name. */
    List<Descriptors.Property> allProperties(Descriptors.Type type);

    /** Own and inherited operations. */
    List<Descriptors.Operation> allOperations(Descriptors.Type type);

    /** Names of own and inherited events. */
    List<String> allEvents(Descriptors.Type type);

    /** Own and inherited members; those of the farthest ancestor first. */
    List<Descriptors.Member> allMembers(Descriptors.Register register);

    /** Own and inherited members; those of the farthest ancestor first. */
    List<Descriptors.Member> allMembers(Descriptors.Event event);

    /** Whether a type or register is, or descends from, another; by bare names. */
    boolean isA(String name, String ancestor);
}
