package org.filestoremigration.verification;

import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;

/** What an entity may belong to, by its key alone. */
final class Owners {

    private static final List<EntityKind> IN_EXPERIMENT =
            List.of(EntityKind.DATASET, EntityKind.RUN, EntityKind.LOGGED_MODEL, EntityKind.TRACE);

    private Owners() {}

    static List<EntityKey> of(EntityKey key) {
        List<EntityKey> owners = new ArrayList<>();
        List<String> names = key.names();
        boolean registry = key.kind().compareTo(EntityKind.REGISTERED_MODEL) >= 0;
        if (names.size() > 1) {
            EntityKind outer = registry ? EntityKind.REGISTERED_MODEL : EntityKind.EXPERIMENT;
            owners.add(new EntityKey(outer, names.subList(0, 1)));
        }
        if (names.size() > 2) {
            for (EntityKind inner : registry ? List.of(EntityKind.MODEL_VERSION) : IN_EXPERIMENT) {
                owners.add(new EntityKey(inner, names.subList(0, 2)));
            }
        }
        if (key.kind() == EntityKind.INPUT_TAG && names.size() > 3) {
            owners.add(new EntityKey(EntityKind.DATASET_INPUT, names.subList(0, 3)));
        }
        return owners;
    }
}
