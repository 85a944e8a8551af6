package org.kaskado.track;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.OperationTable;

/** The properties of an endpoint that are kept as they were set, with Kurento's defaults and bounds. */
public final class EndpointSettings {
    private static final int MAX_KBPS = 1_000_000;

    private final Map<String, Object> values = new HashMap<>();
    private @Nullable Map<String, @Nullable Object> rembParams;

    /** An endpoint that has settings. */
    public interface Owner {
        EndpointSettings settings();
    }

    private EndpointSettings() {}

    /** Those of the catalogue's {@code BaseRtpEndpoint} and its parents. */
    public static EndpointSettings ofRtp() {
        return new EndpointSettings()
                .with("minVideoRecvBandwidth", 0)
                .with("minVideoSendBandwidth", 100)
                .with("maxVideoSendBandwidth", 500)
                .with("maxAudioRecvBandwidth", 0)
                .with("maxVideoRecvBandwidth", 0)
                .with("mtu", 1200);
    }

    /** Adds one with its default: an Integer, Boolean or String. */
    public EndpointSettings with(String name, Object initial) {
        values.put(name, initial);
        return this;
    }

    /** Adds getters and setters of all of them to a table. */
    public static <T extends Element & Owner> void describe(OperationTable.Builder<T> table, EndpointSettings example) {
        for (String name : example.values.keySet()) {
            table.property(name, endpoint -> endpoint.settings().values.get(name))
                    .writer(name, (endpoint, arguments) -> endpoint.settings().set(name, arguments));
        }
        table.property("rembParams", endpoint -> endpoint.settings().rembParams())
                .writer(
                        "rembParams",
                        (endpoint, arguments) -> endpoint.settings().rembParams = arguments.register("rembParams"));
    }

    public String text(String name) {
        return String.valueOf(values.get(name));
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public int number(String name) {
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
