package org.kaskado.web.live;

/** Which end of a room a client is. */
enum LiveRole {
    /** Sends media, by WHIP. */
    PUBLISHER("whip"),
    /** Receives media, by WHEP. */
    VIEWER("whep");

    private final String pathPart;

    LiveRole(String pathPart) {
        this.pathPart = pathPart;
    }

    /** As in the path of the URL. */
    String pathPart() {
        return pathPart;
    }
}
