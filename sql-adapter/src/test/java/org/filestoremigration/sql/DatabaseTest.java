package org.filestoremigration.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.filestoremigration.sql.jooq.Tables.DATASETS;
import static org.filestoremigration.sql.jooq.Tables.PARAMS;
import static org.filestoremigration.sql.jooq.Tables.RUNS;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.store.TargetException;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** What is rendered for a dialect that is not the one that the tables were generated from. */
class DatabaseTest {

    /** No statement is executed, so that the connection may be any. */
    private static final class Postgres extends Database {

        private final Connection connection;

        Postgres(Connection connection) {
            super(connection, SQLDialect.POSTGRES, new ExistingColumns(Map.of()));
            this.connection = connection;
        }

        @Override
        protected Field<?> inOrder(Field<?> column) {
            return ColumnType.of(column) == ColumnType.TEXT ? column.collate("C") : column;
        }

        @Override
        protected Storage storage(List<Field<?>> columns) {
            return Storage.BY_TYPE;
        }

        @Override
        protected Field<byte[]> bytes(Field<String> text) {
            return text.cast(SQLDataType.BLOB);
        }

        @Override
        protected boolean hasLooseTypes() {
            return false;
        }

        @Override
        protected boolean vouchesForOwners(Table<?> table, Table<?> owner, Collection<? extends Field<?>> key) {
            return true;
        }

        @Override
        protected TargetException failure(SQLException e) {
            return new TargetException("The database failed.", e);
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw failure(e);
            }
        }
    }

    private static Postgres postgres() throws SQLException {
        return new Postgres(DriverManager.getConnection("jdbc:sqlite::memory:"));
    }

    @Test
    void ordersTextAsTheDialectIsTold() throws SQLException {
        try (Postgres database = postgres()) {
            assertThat(database.select(
                                    List.of(PARAMS.KEY, PARAMS.VALUE),
                                    PARAMS,
                                    Database.isGiven(PARAMS.RUN_UUID),
                                    List.of(PARAMS.KEY))
                            .sql())
                    .isEqualTo("select \"params\".\"key\", \"params\".\"value\" from \"params\""
                            + " where \"params\".\"run_uuid\" = ? order by ((\"params\".\"key\") collate \"C\")");
        }
    }

    @Test
    void hasTheDatabaseSortWhereNoIndexDoes() throws SQLException {
        try (Postgres database = postgres()) {
            assertThat(database.selectUnindexed(
                                    List.of(RUNS.NAME),
                                    RUNS,
                                    List.of(RUNS.EXPERIMENT_ID),
                                    RUNS.RUN_UUID,
                                    DSL.noCondition())
                            .sql())
                    .isEqualTo("select \"runs\".\"name\" from \"runs\" where \"runs\".\"experiment_id\" = ?"
                            + " order by ((\"runs\".\"run_uuid\") collate \"C\")");
        }
    }

    @Test
    void findsARowAgainByWhatTheDialectCallsItsPlace() throws SQLException {
        try (Postgres database = postgres()) {
            assertThat(database.select(
                                    List.of(DATASETS.rowid()), DATASETS, Database.isGiven(DATASETS.rowid()), List.of())
                            .sql())
                    .isEqualTo("select \"datasets\".ctid from \"datasets\" where \"datasets\".ctid = ?");
        }
    }
}
