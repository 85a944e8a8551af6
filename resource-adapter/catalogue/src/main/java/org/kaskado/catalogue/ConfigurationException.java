package org.kaskado.catalogue;

import java.util.List;

/** Values of the configuration that cannot be used: one sentence for each, naming key, value and what is allowed. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    /** @param sentences at least one */
    public ConfigurationException(List<String> sentences) {
        super(String.join(" ", sentences));
        this.sentences = List.copyOf(sentences);
    }

    /** What is wrong, one sentence for each value. */
    public List<String> sentences() {
        return sentences;
    }
}
