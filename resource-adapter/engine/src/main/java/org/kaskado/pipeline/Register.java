package org.kaskado.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Complex values on their way out: value trees marked with module and type, as clients of every protocol expect. */
public final class Register {
    private Register() {}

    /** A register of core, elements or filters. */
    public static Map<String, @Nullable Object> of(String type, Map<String, ? extends @Nullable Object> members) {
        return of("kurento", type, members);
    }

    public static Map<String, @Nullable Object> of(
            String module, String type, Map<String, ? extends @Nullable Object> members) {
        Map<String, @Nullable Object> register = new LinkedHashMap<>();
        register.put("__module__", module);
        register.put("__type__", type);
        register.putAll(members);
        return register;
    }
}
