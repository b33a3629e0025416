package org.filestoremigration.domain.registry;

import org.filestoremigration.domain.tracking.TextOrder;

/**
 * A name for one version of a registered model: {@code models/<name>/aliases/<alias>}.
 *
 * @param version need not exist: MLflow keeps an alias whose version is gone
 */
public record Alias(String alias, long version) implements Comparable<Alias> {

    /** By name. */
    @Override
    public int compareTo(Alias other) {
        return TextOrder.compare(alias, other.alias);
    }
}
