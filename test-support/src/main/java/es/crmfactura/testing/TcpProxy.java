package es.crmfactura.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;

/** A way to a server that a test can cut, block, slow down and restore. */
public final class TcpProxy implements AutoCloseable {

    private static final int PIECE = 8_192;

    private final String host;
    private final ServerSocketFactory sockets;
    private final int port;
    private final Set<Way> open = ConcurrentHashMap.newKeySet();
    /** Their client waits for answers that never come. */
    private final Set<Way> halfOpen = ConcurrentHashMap.newKeySet();

    private volatile int target;
    private volatile ServerSocket listening;
    private volatile boolean stalled;
    private volatile Duration delay = Duration.ZERO;
    private volatile int bytesPerSecond = Integer.MAX_VALUE;

    public TcpProxy(String host, int target) throws IOException {
        this(host, target, ServerSocketFactory.getDefault());
    }

    /** @param sockets where clients are heard; those of TLS take the encryption off */
    public TcpProxy(String host, int target, ServerSocketFactory sockets) throws IOException {
        this.host = host;
        this.target = target;
        this.sockets = sockets;
        this.listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = listening.getLocalPort();
        accept(listening);
    }

    private record Way(Socket from, Socket to) {

        void close() {
            close(from);
            close(to);
        }

        /** The other end is told by a RST, and what was on its way is gone. */
        void reset() {
            try {
                from.setSoLinger(true, 0);
                to.setSoLinger(true, 0);
            } catch (IOException e) {
                // closed already
            }
            close();
        }

        static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public int port() {
        return port;
    }

    /** From the next connection on, on the same machine; those that are there stay. */
    public void leadTo(int otherPort) {
        target = otherPort;
    }

    /** Ends all connections and refuses others. */
    public void cut() {
        close();
    }

    /** Resets all connections; others can be made at once. */
    public void reset() {
        open.forEach(Way::reset);
        open.clear();
    }

    /** Lets nothing through until {@link #restore()}; nobody is told, and what was sent meanwhile arrives then. */
    public void stall() {
        stalled = true;
    }

    /**
     * The server's end of all connections is closed and the client's is not told, as when a firewall forgets them. Others can be
     * made at once.
     */
    public void halfOpen() {
        for (Way way : open) {
            halfOpen.add(way);
            open.remove(way);
            Way.close(way.to());
        }
    }

    /** Each piece of at most 8 KB waits so long, and takes its time. */
    public void slow(Duration delay, int bytesPerSecond) {
        this.delay = delay;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** As in the beginning; what was ended stays so. */
    public void restore() throws IOException {
        slow(Duration.ZERO, Integer.MAX_VALUE);
        stalled = false;
        if (listening.isClosed()) {
            ServerSocket server = sockets.createServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listening = server;
            accept(server);
        }
    }

    private void accept(ServerSocket server) {
        daemon(() -> {
            while (!server.isClosed()) {
                Socket from = server.accept();
                daemon(() -> connect(server, from));
            }
        });
    }

    private void connect(ServerSocket server, Socket from) throws IOException {
        Socket to;
        try {
            to = new Socket(host, target);
        } catch (IOException e) {
            from.close();
            return;
        }
        to.setTcpNoDelay(true);
        from.setTcpNoDelay(true);
        var way = new Way(from, to);
        open.add(way);
        if (server.isClosed()) {
            closeAll();
        }
        daemon(() -> copy(way, from, to));
        daemon(() -> copy(way, to, from));
    }

    private void copy(Way way, Socket from, Socket to) throws IOException {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                takeTime(read);
                if (!halfOpen.contains(way)) {
                    out.write(piece, 0, read);
                }
            }
        } finally {
            if (!halfOpen.contains(way)) {
                open.remove(way);
                way.close();
            }
        }
    }

    private void takeTime(int bytes) {
        long nanos = delay.toNanos() + bytes * 1_000_000_000L / bytesPerSecond;
        if (nanos > 100_000) {
            LockSupport.parkNanos(nanos);
        }
        while (stalled) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private interface Io {
        void run() throws IOException;
    }

    private static void daemon(Io work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // the connection has ended, which is what this class is for
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void closeAll() {
        open.forEach(Way::close);
        open.clear();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closeAll();
        halfOpen.forEach(Way::close);
        halfOpen.clear();
    }
}
