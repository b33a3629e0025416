package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Which number the versions of registered models have when several stores become one; the stores come one after the
 * other. A version whose number another one has gets the next above the greatest of both sides, unless an earlier merge
 * gave it one, which a tag tells.
 */
final class VersionNumbers {

    /** The tag that says under which number a source knew a version that got another one. */
    static final String TAG = "filestoremigration.original_version";

    private final @Nullable StoreReader target;
    private final Joining joining;
    private final Map<String, NavigableMap<Long, ModelVersion>> known = new HashMap<>();

    /** @param target the store that was there before, null if there is none */
    VersionNumbers(@Nullable StoreReader target, Joining joining) {
        this.target = target;
        this.joining = joining;
    }

    /** The versions of one more store that get another number: for each model the new number by the old one. */
    Map<String, Map<Long, Long>> add(StoreReader source) {
        Map<String, Map<Long, Long>> moved = new HashMap<>();
        try (Stream<RegisteredModel> models = source.registeredModels()) {
            models.forEachOrdered(model -> {
                Map<Long, Long> numbers = numbers(model, source);
                if (!numbers.isEmpty()) {
                    moved.put(model.name(), numbers);
                }
            });
        }
        return moved;
    }

    private Map<Long, Long> numbers(RegisteredModel model, StoreReader source) {
        NavigableMap<Long, ModelVersion> there = known.computeIfAbsent(model.name(), name -> inTarget(model));
        Map<Long, Long> numbers = new HashMap<>();
        List<ModelVersion> clashing = new ArrayList<>();
        Map<Long, ModelVersion> free = new HashMap<>();
        try (Stream<ModelVersion> versions = source.modelVersions(model)) {
            versions.map(VersionNumbers::identity).forEachOrdered(version -> {
                ModelVersion same = there.get(version.version());
                if (same == null) {
                    free.put(version.version(), version);
                } else if (!ModelVersionJoin.same(same, version)) {
                    clashing.add(version);
                }
            });
        }
        there.putAll(free);
        for (ModelVersion version : clashing) {
            long now = appended(there, version);
            if (now == 0) {
                now = there.lastKey() + 1;
                there.put(now, withOriginal(version));
                tell(version, now, there.get(version.version()));
            }
            numbers.put(version.version(), now);
        }
        return numbers;
    }

    private NavigableMap<Long, ModelVersion> inTarget(RegisteredModel model) {
        NavigableMap<Long, ModelVersion> versions = new TreeMap<>();
        if (target != null) {
            try (Stream<ModelVersion> stream = target.modelVersions(model)) {
                stream.map(VersionNumbers::identity)
                        .forEachOrdered(version -> versions.put(version.version(), version));
            }
        }
        return versions;
    }

    /** What tells a version from others, without the rest. */
    private static ModelVersion identity(ModelVersion version) {
        return new ModelVersion(
                version.name(),
                version.version(),
                version.creationTime(),
                null,
                null,
                null,
                version.currentStage(),
                version.source(),
                version.runId(),
                null,
                null,
                null,
                null,
                version.tags().stream().filter(tag -> tag.key().equals(TAG)).toList());
    }

    private static ModelVersion withOriginal(ModelVersion version) {
        return ModelVersionJoin.withTags(version, List.of(new Tag(TAG, Long.toString(version.version()))));
    }

    /** The number that an earlier merge gave it, 0 for none. */
    private static long appended(NavigableMap<Long, ModelVersion> there, ModelVersion version) {
        Tag original = new Tag(TAG, Long.toString(version.version()));
        for (Map.Entry<Long, ModelVersion> other : there.entrySet()) {
            if (other.getValue().tags().contains(original) && ModelVersionJoin.same(other.getValue(), version)) {
                return other.getKey();
            }
        }
        return 0;
    }

    private static String shown(ModelVersion version) {
        return "made at " + version.creationTime() + " from " + version.source() + " in run " + version.runId();
    }

    private void tell(ModelVersion version, long now, @Nullable ModelVersion there) {
        EntityKey model = EntityKey.of(EntityKind.REGISTERED_MODEL, version.name());
        EntityKey original = model.child(EntityKind.MODEL_VERSION, version.version());
        Decision decision = joining.onConflict() == OnConflict.FAIL ? Decision.OPEN : Decision.APPENDED;
        String theirs = there == null ? null : shown(there);
        joining.outcomes().accept(new MergeOutcome.Conflict(original, "version", theirs, shown(version), decision));
        joining.outcomes()
                .accept(new MergeOutcome.Renumbered(
                        model.child(EntityKind.MODEL_VERSION, now), original, version.name()));
    }
}
