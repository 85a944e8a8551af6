package org.kaskado.worker.vision;

/** A rectangle in pixels of a picture; may reach beyond its edges. */
public record Region(int x, int y, int width, int height) {
    /** A rectangle relative to this one, in fractions of its size. */
    public Region relative(double offsetX, double offsetY, double widthFactor, double heightFactor) {
        return new Region(
                (int) Math.round(x + offsetX * width),
                (int) Math.round(y + offsetY * height),
                (int) Math.round(widthFactor * width),
                (int) Math.round(heightFactor * height));
    }

    /** The largest rectangle of another shape inside this one, in its middle or at its upper left corner. */
    public Region fit(int shapeWidth, int shapeHeight, boolean isCentered) {
        double factor = Math.min((double) width / shapeWidth, (double) height / shapeHeight);
        int fitWidth = (int) Math.round(shapeWidth * factor);
        int fitHeight = (int) Math.round(shapeHeight * factor);
        int moveX = isCentered ? (width - fitWidth) / 2 : 0;
        int moveY = isCentered ? (height - fitHeight) / 2 : 0;
        return new Region(x + moveX, y + moveY, fitWidth, fitHeight);
    }

    /** The same with even position and size, as pictures with halved colour planes need. */
    public Region even() {
        return new Region(x & ~1, y & ~1, Math.max(2, width & ~1), Math.max(2, height & ~1));
    }

    boolean isNear(Region other) {
        double dx = x + width / 2.0 - other.x - other.width / 2.0;
        double dy = y + height / 2.0 - other.y - other.height / 2.0;
        return Math.hypot(dx, dy) < Math.max(width, other.width) / 2.0;
    }

    Region towards(Region other, double part) {
        return new Region(
                (int) Math.round(x + (other.x - x) * part),
                (int) Math.round(y + (other.y - y) * part),
                (int) Math.round(width + (other.width - width) * part),
                (int) Math.round(height + (other.height - height) * part));
    }
}
