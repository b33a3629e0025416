package org.filestoremigration.postgresql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Cuts the first connection when the server answers its {@code COMMIT}. */
final class CuttingProxy extends TestProxy {

    private volatile boolean committing;
    private volatile boolean cut;

    CuttingProxy(int serverPort) throws IOException {
        super(serverPort);
    }

    @Override
    boolean passes(byte[] piece, boolean toServer) {
        if (toServer && !cut && new String(piece, StandardCharsets.ISO_8859_1).contains("COMMIT")) {
            committing = true;
        } else if (!toServer && committing && !cut) {
            cut = true;
            return false;
        }
        return true;
    }
}
