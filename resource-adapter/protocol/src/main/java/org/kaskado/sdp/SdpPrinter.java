package org.kaskado.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a description in the order that RFC 8866 §5 demands. */
final class SdpPrinter {
    private final StringBuilder text = new StringBuilder(2048);

    String print(SessionDescription session) {
        line('v', "0");
        Origin origin = session.origin();
        line(
                'o',
                origin.username() + " " + origin.sessionId() + " " + origin.sessionVersion() + " IN "
                        + origin.address().addressType() + " "
                        + origin.address().address());
        line('s', session.name());
        others(session.others(), "iuep");
        connection(session.connection());
        bandwidths(session.bandwidths());
        if (session.others().stream().noneMatch(other -> other.type() == 't')) {
            line('t', "0 0");
        }
        others(session.others(), "tr");
        others(session.others(), "zk");
        attributes(session.attributes());
        session.media().forEach(this::media);
        return text.toString();
    }

    private void media(MediaDescription media) {
        String ports = media.portCount() == 1 ? "" + media.port() : media.port() + "/" + media.portCount();
        line('m', media.media() + " " + ports + " " + media.protocol() + " " + String.join(" ", media.formats()));
        others(media.others(), "i");
        connection(media.connection());
        bandwidths(media.bandwidths());
        others(media.others(), "k");
        attributes(media.attributes());
    }

    private void connection(@Nullable Connection connection) {
        if (connection != null) {
            line('c', "IN " + connection.addressType() + " " + connection.address());
        }
    }

    private void bandwidths(List<Bandwidth> bandwidths) {
        bandwidths.forEach(bandwidth -> line('b', bandwidth.type() + ":" + bandwidth.value()));
    }

    private void others(List<Line> others, String types) {
        for (Line other : others) {
            if (types.indexOf(other.type()) >= 0) {
                line(other.type(), other.value());
            }
        }
    }

    private void attributes(Attributes attributes) {
        attributes.list().forEach(attribute -> line('a', attribute.toString()));
    }

    private void line(char type, String value) {
        text.append(type).append('=').append(value).append("\r\n");
    }
}
