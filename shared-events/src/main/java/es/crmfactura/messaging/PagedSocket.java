package es.crmfactura.messaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A plain socket that can hold back what is written, so that a page of messages leaves in a few large packets: the broker's
 * client flushes after each message, and at a thousand messages those are a thousand system calls.
 */
final class PagedSocket extends Socket {

    private static final int BUFFER = 64 * 1024;

    private volatile boolean holding;
    private @Nullable OutputStream buffered;

    /** From now on writes are held back until the buffer is full. */
    void hold() {
        holding = true;
    }

    /** Sends what was held back. */
    void release() throws IOException {
        holding = false;
        getOutputStream().flush();
    }

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
        OutputStream stream = buffered;
        if (stream == null) {
            stream = new BufferedOutputStream(super.getOutputStream(), BUFFER) {
                @Override
                public synchronized void flush() throws IOException {
                    if (!holding) {
                        super.flush();
                    }
                }
            };
            buffered = stream;
        }
        return stream;
    }

    /** Makes one such socket, for one connection. */
    static final class Factory extends SocketFactory {

        private @Nullable PagedSocket created;

        @Nullable
        PagedSocket created() {
            return created;
        }

        @Override
        public Socket createSocket() {
            var socket = new PagedSocket();
            created = socket;
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }
    }
}
