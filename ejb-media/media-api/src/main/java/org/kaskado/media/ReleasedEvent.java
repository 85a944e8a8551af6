package org.kaskado.media;

/**
 * An object on the media server is gone.
 *
 * @param source the object; its methods fail from now on
 * @param cause why, as a sentence for people
 */
public record ReleasedEvent(MediaObject source, String cause) implements RaisedEvent {}
