package org.kaskado.media;

/** Whatever a listener can be told about a media object. */
public interface RaisedEvent {
    /** The object that the event is about. */
    MediaObject source();
}
