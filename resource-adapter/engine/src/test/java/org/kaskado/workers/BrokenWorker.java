package org.kaskado.workers;

/** A worker program that ends before it says Hello. */
public final class BrokenWorker {
    private BrokenWorker() {}

    public static void main(String[] arguments) {
        System.err.println("no libavcodec for this machine");
        System.exit(3);
    }
}
