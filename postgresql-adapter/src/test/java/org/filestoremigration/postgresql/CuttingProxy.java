package org.filestoremigration.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Stands between a client and the server, and cuts the first connection when the server answers its {@code COMMIT}. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int serverPort;
    private volatile boolean committing;
    private volatile boolean cut;

    CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                start(() -> pump(client, server, true));
                start(() -> pump(server, client, false));
            }
        } catch (IOException e) {
            // The listener was closed.
        }
    }

    private void pump(Socket from, Socket to, boolean toServer) {
        byte[] bytes = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int size = in.read(bytes); size >= 0; size = in.read(bytes)) {
                String text = new String(Arrays.copyOf(bytes, size), StandardCharsets.ISO_8859_1);
                if (toServer && !cut && text.contains("COMMIT")) {
                    committing = true;
                } else if (!toServer && committing && !cut) {
                    cut = true;
                    return;
                }
                out.write(bytes, 0, size);
            }
        } catch (IOException e) {
            // The other side was closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
