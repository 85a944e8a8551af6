/**
 * WHIP (RFC 9725) and WHEP at {@code /live/<room>/whip} and {@code /live/<room>/whep}: a publisher sends into a room, viewers
 * watch it. Descriptions are opaque text here. Implemented: offer by the client, trickle and ICE restart by PATCH, ETag by
 * ICE session, DELETE. Left out: offers by the server, WHEP's event extension.
 */
@NullMarked
package org.kaskado.web.live;

import org.jspecify.annotations.NullMarked;
