package org.filestoremigration.postgresql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sql.Database;
import org.filestoremigration.sql.ExistingColumns;
import org.filestoremigration.sql.Storage;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.RowId;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** An open PostgreSQL database as one of MLflow: columns hold nothing but values of their type, and foreign keys hold. */
final class PostgresqlDatabase extends Database {

    /** Columns of a table that a validated foreign key leads from to another table, and that take no NULL. */
    private static final String STRICT = """
            SELECT a.attname FROM pg_constraint k
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
            WHERE k.contype = 'f' AND k.convalidated AND a.attnotnull
              AND k.conrelid = to_regclass(?) AND k.confrelid = to_regclass(?)
            """;

    private final ServerConnection connection;
    private final boolean owned;

    /** @param owned whether the connection ends with this database */
    PostgresqlDatabase(ServerConnection connection, ExistingColumns existingColumns, boolean owned) {
        super(connection.jdbc(), SQLDialect.POSTGRES, existingColumns);
        this.connection = connection;
        this.owned = owned;
    }

    /** In UTF-8 the order of bytes is that of code points, which the database's own collation mostly is not. */
    @Override
    protected Field<?> inOrder(Field<?> column) {
        return column.getType() == String.class ? column.collate(DSL.collation("C")) : column;
    }

    /** Queries for each of thousands of runs would cost thousands of ways to the server and back. */
    @Override
    protected Condition isAnyOf(Field<?> column) {
        String type = column.getType() == String.class ? "text" : column.getType() == RowId.class ? "tid" : "bigint";
        return DSL.condition("{0} = any (cast({1} as " + type + "[]))", column, DSL.raw("?"));
    }

    @Override
    protected Storage storage(List<Field<?>> columns) {
        return Storage.BY_TYPE;
    }

    @Override
    protected Field<byte[]> bytes(Field<String> text) {
        return DSL.function("convert_to", SQLDataType.BLOB, text, DSL.inline("UTF8"));
    }

    @Override
    protected boolean hasLooseTypes() {
        return false;
    }

    @Override
    protected boolean vouchesForOwners(Table<?> table, Table<?> owner, Collection<? extends Field<?>> key) {
        Set<@Nullable String> strict = new HashSet<>();
        connection
                .rows(STRICT, Names.quoted(table.getName()), Names.quoted(owner.getName()))
                .forEach(row -> strict.add(row.get(0)));
        return key.stream().map(Field::getName).allMatch(strict::contains);
    }

    @Override
    protected TargetException failure(SQLException e) {
        return connection.failure(e);
    }

    @Override
    public void close() {
        if (owned) {
            connection.close();
        }
    }
}
