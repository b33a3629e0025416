package org.filestoremigration.domain.migration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.filestoremigration.domain.tracking.ExperimentId;

/**
 * The ids that MLflow's SQL schema needs and a FileStore does not have: name-based UUIDs (RFC 9562, version 5) over what
 * they stand for, so that the same source always becomes the same database.
 */
public final class LinkageId {

    private static final UUID NAMESPACE = UUID.fromString("8a6f1f3e-54c1-4c52-9d7e-6c0d6a0f7b21");

    private LinkageId() {}

    /** {@code datasets.dataset_uuid}: unique over all experiments, because MLflow joins on it alone. */
    public static String dataset(ExperimentId experiment, String datasetId) {
        return versionFive("dataset", experiment.toString(), datasetId);
    }

    /** {@code inputs.input_uuid} of an edge. */
    public static String input(String sourceType, String sourceId, String destinationType, String destinationId) {
        return versionFive("input", sourceType, sourceId, destinationType, destinationId);
    }

    /** {@code entity_associations.association_id} of an edge. */
    public static String association(String sourceType, String sourceId, String destinationType, String destinationId) {
        return versionFive("association", sourceType, sourceId, destinationType, destinationId);
    }

    private static String versionFive(String... names) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            byte[] hash = sha1.digest(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            long high = (bytes.getLong() & ~0xF000L) | 0x5000L;
            long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
