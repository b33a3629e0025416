package org.filestoremigration.sqlite;

import java.util.List;
import java.util.StringJoiner;
import org.jooq.TableField;

/**
 * The order of a table's rows by columns for which MLflow has no index, kept in a temporary table of its own beside the
 * database: so every owner's rows are found without reading the table again.
 */
final class RowOrder {

    private final String table;
    private final List<? extends TableField<?, ?>> columns;
    private final String condition;
    private boolean created;

    RowOrder(String table, List<? extends TableField<?, ?>> columns, String condition) {
        this.table = table;
        this.columns = columns;
        this.condition = condition;
    }

    private String name() {
        return "temp." + table + "_in_order";
    }

    private String list(String separator, String pattern) {
        StringJoiner list = new StringJoiner(separator);
        for (int i = 0; i < columns.size(); i++) {
            list.add(pattern.formatted(i, columns.get(i).getName()));
        }
        return list.toString();
    }

    /** Puts the rows in order, the first time. */
    void create(Database database) {
        if (!created) {
            created = true;
            database.execute("CREATE TABLE " + name() + " (" + list(", ", "o%d") + ", row_id INTEGER, PRIMARY KEY ("
                    + list(", ", "o%d") + ", row_id)) WITHOUT ROWID");
            database.execute("INSERT INTO " + name() + " SELECT " + list(", ", "\"%2$s\"") + ", rowid FROM " + table
                    + " WHERE " + condition + list("", " AND \"%2$s\" IS NOT NULL") + " ORDER BY "
                    + list(", ", "\"%2$s\""));
        }
    }

    /** Selects the rows of one owner, whose columns are the first ones; SQL with a {@code ?} for each of them. */
    String select(String what, int ownerColumns) {
        StringBuilder sql = new StringBuilder(
                "SELECT " + what + " FROM " + name() + " o CROSS JOIN " + table + " ON " + table + ".rowid = o.row_id");
        for (int i = 0; i < ownerColumns; i++) {
            sql.append(i == 0 ? " WHERE o.o0 = ?" : " AND o.o" + i + " = ?");
        }
        return sql.append(" ORDER BY o.o").append(ownerColumns).toString();
    }
}
