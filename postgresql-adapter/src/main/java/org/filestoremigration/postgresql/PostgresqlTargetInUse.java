package org.filestoremigration.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.store.TargetInUse;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.sql.MlflowSchema;

/**
 * A PostgreSQL database that is added to, in one transaction that keeps everybody else from writing. What it held before is
 * read on connections of their own, each at the snapshot that the transaction took when it had its locks.
 */
public final class PostgresqlTargetInUse implements TargetInUse {

    private final ConnectionSettings settings;
    private final LoadTransaction transaction;
    private final PostgresqlTarget target;

    private PostgresqlTargetInUse(ConnectionSettings settings, LoadTransaction transaction) {
        this.settings = settings;
        this.transaction = transaction;
        this.target = new PostgresqlTarget(transaction);
    }

    /**
     * Connects and locks MLflow's tables, for ten seconds at most waiting for somebody who writes.
     *
     * @param schema the database's
     * @throws TargetException where the database cannot be reached or written, somebody goes on writing, or it is at
     *     another schema by now
     */
    public static PostgresqlTargetInUse begin(DatabaseUri uri, MlflowSchema schema) {
        return begin(ConnectionSettings.of(uri), schema);
    }

    static PostgresqlTargetInUse begin(ConnectionSettings settings, MlflowSchema schema) {
        return new PostgresqlTargetInUse(settings, LoadTransaction.beginInUse(settings, found -> {
            if (!found.equals(Optional.of(schema.revision()))) {
                throw new TargetException(
                        settings + " is no longer at " + schema + ": somebody upgraded it; merge again.");
            }
            return found;
        }));
    }

    @Override
    public TargetLimits limits() {
        return target.limits();
    }

    @Override
    public IndexedStore before() {
        return PostgresqlStore.at(settings, transaction.snapshot());
    }

    @Override
    public StoreUpdater updater() {
        return new PostgresqlWriter(transaction);
    }

    @Override
    public StoreWriter writer() {
        return updater();
    }

    @Override
    public StoreReader written() {
        return target.written();
    }

    @Override
    public List<Check> checks() {
        List<Check> after = target.checks();
        if (after.stream().allMatch(check -> check.complaints().isEmpty())) {
            return after;
        }
        List<Check> checks = new ArrayList<>();
        try (PostgresqlStore before = PostgresqlStore.at(settings, transaction.snapshot())) {
            List<Check> complaintsBefore = before.checks();
            for (Check check : after) {
                List<String> complaints = new ArrayList<>(check.complaints());
                complaintsBefore.forEach(other -> complaints.removeAll(other.complaints()));
                checks.add(new Check(check.name(), complaints));
            }
        }
        return checks;
    }

    @Override
    public void publish() {
        target.publish();
    }

    @Override
    public boolean isPublished() {
        return target.isPublished();
    }

    @Override
    public void close() {
        target.close();
    }

    /** Without password and query. */
    @Override
    public String toString() {
        return settings.toString();
    }
}
