package org.filestoremigration.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows that come one after the other. */
public interface Rows extends AutoCloseable {

    /** The result on the next row; null behind the last one. */
    @Nullable
    ResultSet next() throws SQLException;

    /** The rest is not wanted. */
    @Override
    void close();
}
