package org.filestoremigration.sqlite;

import static org.filestoremigration.sql.jooq.Tables.ALEMBIC_VERSION;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sql.Database;
import org.filestoremigration.sql.RowSelect;
import org.filestoremigration.sql.Storage;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** An open SQLite file as a database of MLflow: any value may be in any column, and foreign keys are only declared. */
class SqliteDatabase extends Database {

    private final DatabaseFile file;

    private @Nullable List<List<String>> orphans;

    SqliteDatabase(DatabaseFile file) throws SQLException {
        super(file.connection(), SQLDialect.SQLITE, SqliteSchema.existingColumns(file.connection()));
        this.file = file;
    }

    /** Takes over the file, which is closed if its catalog cannot be read. */
    static SqliteDatabase of(DatabaseFile file) {
        try {
            return new SqliteDatabase(file);
        } catch (SQLException e) {
            try (file) {
                throw file.failure(e);
            }
        }
    }

    /** Refuses another encoding, and a revision that MLflow does not find. */
    void refuseStrangeText(Path path) {
        String encoding = rows("PRAGMA encoding").get(0).get(0);
        if (!encoding.equals("UTF-8")) {
            throw new TargetException("The database " + path + " is encoded in " + encoding
                    + ", in which SQLite sorts text differently; MLflow's databases are in UTF-8.");
        }
        List<List<String>> storage = existingColumns().has(ALEMBIC_VERSION)
                ? rows("SELECT typeof(version_num) FROM alembic_version")
                : List.of();
        if (storage.size() == 1 && !storage.get(0).get(0).equals("text")) {
            throw new TargetException("The database " + path + " stores its schema revision with the storage class "
                    + storage.get(0).get(0) + ", in which MLflow does not find it.");
        }
    }

    /** SQLite compares text byte by byte, which in UTF-8 is by code point. */
    @Override
    protected Field<?> inOrder(Field<?> column) {
        return column;
    }

    @Override
    protected Storage storage(List<Field<?>> columns) {
        return new StorageClasses(columns);
    }

    @Override
    protected Field<byte[]> bytes(Field<String> text) {
        return text.cast(SQLDataType.BLOB);
    }

    @Override
    protected boolean hasLooseTypes() {
        return true;
    }

    @Override
    protected RowSelect selectUnindexed(
            List<Field<?>> what,
            Table<?> table,
            List<? extends TableField<?, ?>> owner,
            TableField<?, ?> then,
            Condition condition) {
        RowOrder order = new RowOrder(this, table, owner, then, condition);
        return new RowSelect(order.select(what), order::create);
    }

    @Override
    protected boolean vouchesForOwners(Table<?> table, Table<?> owner, Collection<? extends Field<?>> key) {
        boolean complaints = orphans().stream()
                .anyMatch(
                        row -> row.get(0).equals(table.getName()) && row.get(2).equals(owner.getName()));
        return !complaints && isStrict(table, owner, key);
    }

    /** Whether the table's foreign key leaves no way to have no owner. */
    private boolean isStrict(Table<?> table, Table<?> owner, Collection<? extends Field<?>> key) {
        Set<String> declared = new HashSet<>();
        for (List<String> foreignKey :
                rows("SELECT \"table\", \"from\" FROM pragma_foreign_key_list('" + table.getName() + "')")) {
            if (foreignKey.get(0).equals(owner.getName())) {
                declared.add(foreignKey.get(1));
            }
        }
        rows("SELECT name FROM pragma_table_info('" + table.getName() + "') WHERE \"notnull\" = 0")
                .forEach(column -> declared.remove(column.get(0)));
        return key.stream().map(Field::getName).allMatch(declared::contains);
    }

    void execute(String sql) {
        try (Statement statement = file.connection().createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What a check of SQLite's complains of. */
    List<String> complaints(String check) {
        return rows(check).stream()
                .map(row -> row.get(0))
                .filter(complaint -> !complaint.equals("ok"))
                .toList();
    }

    /** The rows of SQLite's {@code foreign_key_check}: table, row id, the table of the owner. */
    List<List<String>> orphans() {
        List<List<String>> known = orphans;
        if (known == null) {
            known = rows("PRAGMA foreign_key_check");
            orphans = known;
        }
        return known;
    }

    @Override
    protected TargetException failure(SQLException e) {
        return file.failure(e);
    }

    @Override
    public void close() {
        file.close();
    }
}
