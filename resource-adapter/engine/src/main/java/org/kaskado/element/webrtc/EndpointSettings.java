package org.kaskado.element.webrtc;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.OperationTable;

/** The properties of an endpoint that are kept as they were set, with Kurento's defaults and bounds. */
final class EndpointSettings {
    private static final int MAX_KBPS = 1_000_000;

    private final Map<String, Object> values = new HashMap<>();
    private @Nullable Map<String, @Nullable Object> rembParams;

    EndpointSettings() {
        values.put("minVideoRecvBandwidth", 0);
        values.put("minVideoSendBandwidth", 100);
        values.put("maxVideoSendBandwidth", 500);
        values.put("maxAudioRecvBandwidth", 0);
        values.put("maxVideoRecvBandwidth", 0);
        values.put("mtu", 1200);
        values.put("networkInterfaces", "");
        values.put("iceTcp", true);
        values.put("stunServerAddress", "");
        values.put("stunServerPort", 3478);
        values.put("turnUrl", "");
        values.put("externalIPv4", "");
        values.put("externalIPv6", "");
    }

    /** Adds getters and setters of all of them to a table. */
    static void describe(OperationTable.Builder<WebRtcEndpoint> table) {
        for (String name : new EndpointSettings().values.keySet()) {
            table.property(name, endpoint -> endpoint.settings().values.get(name))
                    .writer(name, (endpoint, arguments) -> endpoint.settings().set(name, arguments));
        }
        table.property("rembParams", endpoint -> endpoint.settings().rembParams())
                .writer(
                        "rembParams",
                        (endpoint, arguments) -> endpoint.settings().rembParams = arguments.register("rembParams"));
    }

    String text(String name) {
        return String.valueOf(values.get(name));
    }

    int number(String name) {
        return (Integer) Objects.requireNonNull(values.get(name));
    }

    private Map<String, @Nullable Object> rembParams() {
        return rembParams == null ? Map.of() : rembParams;
    }

    private void set(String name, Arguments arguments) {
        Object former = values.get(name);
        if (former instanceof Integer) {
            values.put(name, bounded(name, arguments.integer(name)));
        } else if (former instanceof Boolean) {
            values.put(name, arguments.flag(name));
        } else {
            values.put(name, arguments.string(name));
        }
    }

    private static int bounded(String name, long value) {
        long top = name.endsWith("Port") ? 65_535 : MAX_KBPS;
        if (value < 0 || value > top) {
            throw new MediaException(
                    MediaErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR, name + " must be 0 to " + top + ", not " + value);
        }
        return (int) value;
    }
}
