package org.kaskado.engine.uri;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

/**
 * Free space of a disk that is never used.
 *
 * @param floorBytes how much must stay free
 * @param meter measures what is free
 */
public record DiskFloor(long floorBytes, Meter meter) {

    /** Tells the usable bytes of the disk that a path is on. Blocks. */
    @FunctionalInterface
    public interface Meter {
        long usableBytes(Path path) throws IOException;
    }

    /** The floor on real disks. */
    public static DiskFloor of(long floorBytes) {
        return new DiskFloor(floorBytes, path -> Files.getFileStore(path).getUsableSpace());
    }

    /** Whether more is free than the floor. */
    boolean hasSpace(Path path) throws IOException {
        return meter.usableBytes(path) >= floorBytes;
    }

    MediaException refusal(String disk) {
        return new MediaException(
                MediaErrorCode.NOT_ENOUGH_RESOURCES,
                disk + " has less free space than kaskado.disk.floor-bytes = " + floorBytes);
    }
}
