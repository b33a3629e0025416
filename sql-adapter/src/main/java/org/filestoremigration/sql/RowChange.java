package org.filestoremigration.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one row that get another value.
 *
 * @param sql one {@code UPDATE}, with a {@code ?} for each value
 * @param values to bind: the new ones, then those of the primary key
 */
record RowChange(String sql, List<@Nullable Object> values) {

    /**
     * What turns one row into another one, empty where there is nothing to do.
     *
     * @param existingColumns of the database: columns that it lacks are left out, of the primary key as well
     */
    static Optional<RowChange> between(
            TableRecord<?> before, TableRecord<?> after, ExistingColumns existingColumns, SQLDialect dialect) {
        Table<?> table = before.getTable();
        Map<Field<?>, Object> changed = new LinkedHashMap<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (Field<?> field : table.fields()) {
            if (existingColumns.has(table, field) && !Objects.equals(before.get(field), after.get(field))) {
                changed.put(field, DSL.param(field.getName(), field));
                values.add(after.get(field));
            }
        }
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        Condition key = DSL.noCondition();
        for (Field<?> field : primaryKey(table).getFields()) {
            if (existingColumns.has(table, field)) {
                key = key.and(Database.isGiven(field));
                values.add(before.get(field));
            }
        }
        return Optional.of(new RowChange(
                DSL.using(dialect).render(DSL.update(table).set(changed).where(key)), values));
    }

    private static UniqueKey<?> primaryKey(Table<?> table) {
        return Objects.requireNonNull(table.getPrimaryKey(), "every table that is filled has a primary key");
    }
}
