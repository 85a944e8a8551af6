package org.kaskado.session;

/**
 * One header extension (RFC 8285 §5).
 *
 * @param id 1 to 14, or up to 255 where two-byte headers may be used
 * @param uri what it carries
 * @param direction who may put it on packets, seen from us
 */
public record ExtensionConfig(int id, String uri, Direction direction) {
    public ExtensionConfig {
        if (id < 1 || id > 255) {
            throw new IllegalArgumentException("id must be 1 to 255, not " + id);
        }
    }

    public ExtensionConfig withDirection(Direction newDirection) {
        return new ExtensionConfig(id, uri, newDirection);
    }
}
