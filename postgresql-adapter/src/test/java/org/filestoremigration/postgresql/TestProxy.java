package org.filestoremigration.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** Stands between a client and the server, and sees what either sends. */
abstract class TestProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int serverPort;

    TestProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Whether a piece goes on to the other side; otherwise the connection is cut. */
    abstract boolean passes(byte[] piece, boolean toServer);

    /** The same target by way of this proxy. */
    final String uri(String direct) {
        return direct.replace(":" + serverPort, ":" + listener.getLocalPort());
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
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
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
                if (!passes(Arrays.copyOf(bytes, size), toServer)) {
                    return;
                }
                out.write(bytes, 0, size);
            }
        } catch (IOException e) {
            // The other side was closed.
        }
    }

    @Override
    public final void close() throws IOException {
        listener.close();
    }
}
