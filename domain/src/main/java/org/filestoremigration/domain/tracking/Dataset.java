package org.filestoremigration.domain.tracking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.filestoremigration.domain.Entity;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of an experiment: {@code <experiment_id>/datasets/<dataset_id>/meta.yaml}, the table {@code datasets}.
 *
 * @param source JSON text
 * @param schema JSON text
 * @param profile JSON text
 */
public record Dataset(
        ExperimentId experimentId,
        String name,
        String digest,
        String sourceType,
        String source,
        @Nullable String schema,
        @Nullable String profile)
        implements Entity {

    /** The id that MLflow's FileStore gives it: the MD5 of name and digest ({@code FileStore._get_dataset_id}). */
    public String datasetId() {
        return idOf(name, digest);
    }

    /** The id of the dataset with this name and digest: 32 hexadecimal digits. */
    public static String idOf(String name, String digest) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest((name + digest).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
