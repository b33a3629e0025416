package org.filestoremigration.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.filestoremigration.domain.finding.EntityKey;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/** Makes records of rows, and reports values that are not stored as MLflow's driver would have stored them. */
final class Records<R extends TableRecord<R>> extends Spliterators.AbstractSpliterator<R> {

    private final Database database;
    private final RowShape<R> shape;
    private final Rows rows;
    private final EntityKey owner;
    private final @Nullable BiFunction<EntityKey, R, EntityKey> keyOf;

    /** @param keyOf the entity of a row, given its owner; null where another query reports on the same rows */
    Records(
            Database database,
            RowShape<R> shape,
            Rows rows,
            EntityKey owner,
            @Nullable BiFunction<EntityKey, R, EntityKey> keyOf) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.database = database;
        this.shape = shape;
        this.rows = rows;
        this.owner = owner;
        this.keyOf = keyOf;
    }

    @Override
    public boolean tryAdvance(Consumer<? super R> action) {
        R row;
        try {
            ResultSet result = rows.next();
            if (result == null) {
                return false;
            }
            RowShape.Reading<R> reading = shape.read(result);
            row = reading.row();
            for (Storage.Complaint complaint : reading.complaints()) {
                if (keyOf != null) {
                    database.irregular(
                            keyOf.apply(owner, row), complaint.column(), complaint.expected(), complaint.found());
                }
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
        action.accept(row);
        return true;
    }
}
