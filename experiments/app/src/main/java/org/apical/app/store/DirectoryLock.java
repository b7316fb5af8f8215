package org.apical.app.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apical.app.UserError;

/**
 * Keeps other processes, and other runs of this one, out of the directory of a run: a lock on {@code .lock} in it, which ends with the process. The file stays: were it removed,
 * two runs could each hold the lock of a file of that name.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String NAME = ".lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws UserError if another run has it, or the file cannot be locked
     */
    public static DirectoryLock of(RunDirectory directory) {
        Path file = directory.file(NAME);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (lock(channel) == null) {
                channel.close();
                throw new UserError(
                        file.getParent() + ": expected a directory that no other run writes to, found one that does");
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new UserError(file + ": expected a file that can be locked, found none (" + e.getMessage() + ")", e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Leaves the directory to others. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            RunLog.logger().debug("the lock cannot be closed", e);
        }
    }
}
