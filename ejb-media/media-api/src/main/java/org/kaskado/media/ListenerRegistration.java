package org.kaskado.media;

/** A listener's place in the list of its object; give it back by {@link #remove}. */
public interface ListenerRegistration {
    /** Unique id of this registration. */
    String getRegistrationId();

    /** Stops the calls; one that is under way may still end. Removing twice is silence. */
    void remove();
}
