package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Tag;

/** The versions of a store's registered models under other numbers, and the aliases that lead to them. */
final class RenumberedVersions {

    private final StoreReader store;
    private final Numbers numbers;

    RenumberedVersions(StoreReader store, Numbers numbers) {
        this.store = store;
        this.numbers = numbers;
    }

    List<Alias> aliases(RegisteredModel model) {
        return model.aliases().stream()
                .map(alias -> new Alias(alias.alias(), numbers.version(model.name(), alias.version())))
                .toList();
    }

    /** In the order of their present numbers. */
    Stream<ModelVersion> of(RegisteredModel model) {
        if (!numbers.versions().containsKey(model.name())) {
            return store.modelVersions(model);
        }
        List<ModelVersion> moved = new ArrayList<>();
        try (Stream<ModelVersion> all = store.modelVersions(model)) {
            all.filter(this::moves).forEachOrdered(version -> moved.add(renumbered(version)));
        }
        moved.sort(Keys.MODEL_VERSION);
        Stream<ModelVersion> staying = store.modelVersions(model).filter(version -> !moves(version));
        return GroupedMerge.of(List.of(staying, moved.stream()), Keys.MODEL_VERSION)
                .map(group -> group.get(0).element());
    }

    private boolean moves(ModelVersion version) {
        return numbers.version(version.name(), version.version()) != version.version();
    }

    private ModelVersion renumbered(ModelVersion version) {
        return Moved.to(
                numbers.version(version.name(), version.version()),
                ModelVersionJoin.withTags(
                        version,
                        FormerNumber.in(
                                new Tag(VersionNumbers.TAG, Long.toString(version.version())), version.tags())));
    }

    /** The number in the store of a version that now has this one. */
    String original(String model, String version) {
        return numbers.versions().getOrDefault(model, Map.of()).entrySet().stream()
                .filter(moved -> moved.getValue().toString().equals(version))
                .map(moved -> moved.getKey().toString())
                .findFirst()
                .orElse(version);
    }
}
