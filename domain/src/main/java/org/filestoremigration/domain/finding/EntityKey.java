package org.filestoremigration.domain.finding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which entity is meant, for reports and for finding its place.
 *
 * @param names from the outermost owner inwards, as the constants' order in {@link EntityKind} nests them: experiment id,
 *     run id, key … ; a run's metric point ends in its step and timestamp, a logged model's in timestamp, step and run id
 */
public record EntityKey(EntityKind kind, List<String> names) {

    public EntityKey {
        names = List.copyOf(names);
    }

    /** The key whose names are these objects' texts. */
    public static EntityKey of(EntityKind kind, Object... names) {
        return new EntityKey(kind, Arrays.stream(names).map(Object::toString).toList());
    }

    /** The key of something inside this entity. */
    public EntityKey child(EntityKind childKind, Object... more) {
        return new EntityKey(
                childKind,
                Stream.concat(names.stream(), Arrays.stream(more).map(Object::toString))
                        .toList());
    }

    /** For example {@code param 0/3f2a…/learning_rate}. */
    @Override
    public String toString() {
        return kind.title() + " " + String.join("/", names);
    }
}
