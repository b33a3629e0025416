package org.filestoremigration.verification;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.store.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * How entities of one kind are named and compared: component by component, except for the lists, whose elements are
 * entities of their own.
 *
 * @param names what tells an entity from others of its owner
 * @param columns in the record's order
 * @param described the columns that the key does not say already
 */
record EntityType<T extends Record>(
        EntityKind kind,
        Function<T, Object[]> names,
        List<Column> columns,
        List<Column> described,
        List<Part<T, ?>> parts) {

    /** Entities that ride in a sorted list inside their owner's record. */
    record Part<T extends Record, C extends Record & Comparable<? super C>>(
            EntityType<C> type, Function<T, List<C>> list) {}

    /**
     * @param inKey the components that the key or the owner's key says
     * @param columnNames where a column is not called as the component in snake case
     */
    static <T extends Record> EntityType<T> of(
            EntityKind kind,
            Class<T> type,
            Function<T, Object[]> names,
            List<String> inKey,
            Map<String, String> columnNames,
            List<Part<T, ?>> parts) {
        List<Column> columns = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != List.class)
                .map(component -> Column.of(component, columnNames.get(component.getName())))
                .toList();
        List<Column> described = columns.stream()
                .filter(column -> !inKey.contains(column.component()))
                .toList();
        return new EntityType<>(kind, names, columns, described, parts);
    }

    EntityKey key(EntityKey owner, T entity) {
        return owner.child(kind, names.apply(entity));
    }

    /** The columns in which two entities differ. */
    List<Column> differing(T expected, T actual) {
        return columns.stream()
                .filter(column -> !Objects.equals(column.value(expected), column.value(actual)))
                .toList();
    }

    /** The row's values for a person: the one that there is, or {@code column=value} of each that is not NULL. */
    @Nullable
    String describe(T entity) {
        if (described.isEmpty()) {
            return Difference.ROW;
        } else if (described.size() == 1) {
            String text = described.get(0).text(entity);
            return text == null ? null : Excerpt.of(text, 0);
        }
        String text = described.stream()
                .filter(column -> column.value(entity) != null)
                .map(column -> column.name() + "=" + Excerpt.of(String.valueOf(column.text(entity)), 0))
                .collect(Collectors.joining(", "));
        return Excerpt.of(text, 0);
    }
}
