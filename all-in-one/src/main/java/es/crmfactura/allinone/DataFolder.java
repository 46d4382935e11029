package es.crmfactura.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where the data are kept, used by one JVM at a time. */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder for this JVM. A database server that was left behind by one that was killed is stopped first: it
     * keeps its files, and a second one could not use them beside it.
     *
     * @throws CannotStartException if another JVM works in it
     */
    static DataFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            }
            FileChannel lock =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isFree(lock)) {
                lock.close();
                throw new CannotStartException(("Ya hay un crm-factura en marcha con los datos de %s."
                                + " Deténgalo, o indique otra carpeta en CRMFACTURA_DATA.")
                        .formatted(folder));
            }
            var taken = new DataFolder(folder, lock);
            taken.stopOrphan();
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path postgres() {
        return folder.resolve("postgres");
    }

    /** That of the database, made once; whoever runs this program may read it, and nobody else. */
    String password() {
        Path file = folder.resolve("password");
        try {
            if (!Files.exists(file)) {
                // a temporary file is its owner's alone from the beginning
                Path complete = Files.createTempFile(folder, "password", null);
                Files.writeString(complete, UUID.randomUUID().toString(), StandardOpenOption.SYNC);
                Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopOrphan() throws IOException {
        ProcessHandle orphan = orphan();
        if (orphan == null) {
            return;
        }
        orphan.destroy();
        try {
            orphan.onExit().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new CannotStartException(
                    "El PostgreSQL de una ejecución anterior (proceso %d) no se detiene: deténgalo y vuelva a intentarlo."
                            .formatted(orphan.pid()));
        }
    }

    /** The number in the pid file may be another process's by now: only a postgres is one of ours. */
    private @Nullable ProcessHandle orphan() throws IOException {
        Path pidFile = postgres().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return null;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").contains("postgres"))
                .orElse(null);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
