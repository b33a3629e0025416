package org.filestoremigration.postgresql;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often a client waits for the server, each of which takes as long as the network does there and back. */
final class CountingProxy extends TestProxy {

    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicBoolean clientSpoke = new AtomicBoolean();

    CountingProxy(int serverPort) throws IOException {
        super(serverPort);
    }

    /** Of all connections so far. */
    int roundTrips() {
        return roundTrips.get();
    }

    @Override
    boolean passes(byte[] piece, boolean toServer) {
        if (clientSpoke.getAndSet(toServer) && !toServer) {
            roundTrips.incrementAndGet();
        }
        return true;
    }
}
