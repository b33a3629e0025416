package org.filestoremigration.domain.merge;

import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.Dataset;

/** Two datasets of one name and digest in one experiment. */
final class DatasetJoin {

    private DatasetJoin() {}

    static Dataset join(Dataset target, Dataset source, Joining joining) {
        FieldJoin fields = joining.of(EntityKey.of(EntityKind.EXPERIMENT, target.experimentId())
                .child(EntityKind.DATASET, target.datasetId()));
        return new Dataset(
                target.experimentId(),
                target.name(),
                target.digest(),
                fields.joinBoth("dataset_source_type", target.sourceType(), source.sourceType()),
                fields.joinBoth("dataset_source", target.source(), source.source()),
                fields.join("dataset_schema", target.schema(), source.schema()),
                fields.join("dataset_profile", target.profile(), source.profile()));
    }
}
