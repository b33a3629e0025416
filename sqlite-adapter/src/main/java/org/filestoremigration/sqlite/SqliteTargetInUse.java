package org.filestoremigration.sqlite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetInUse;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.sql.MlflowSchema;

/** A SQLite database that is added to: a copy beside it is changed, and takes its place. */
public final class SqliteTargetInUse implements TargetInUse {

    private final TargetFile file;
    private final SqliteTarget copy;

    private SqliteTargetInUse(TargetFile file, SqliteTarget copy) {
        this.file = file;
        this.copy = copy;
    }

    /**
     * Claims a database.
     *
     * @param target a symbolic link stands for the file that it leads to
     * @param schema the database's
     * @throws org.filestoremigration.domain.store.TargetException when the target is not a plain file, is in use as far as
     *     that can be seen, or its folder cannot be written
     */
    public static SqliteTargetInUse prepare(Path target, MlflowSchema schema) {
        TargetFile file = TargetFile.prepare(target, true);
        return new SqliteTargetInUse(file, SqliteTarget.of(file, schema));
    }

    @Override
    public TargetLimits limits() {
        return copy.limits();
    }

    @Override
    public IndexedStore before() {
        return SqliteStore.open(file.place());
    }

    @Override
    public StoreUpdater updater() {
        SqliteStore.copy(file.place(), file.buildFile());
        return SqliteStore.update(file.buildFile());
    }

    @Override
    public StoreWriter writer() {
        return updater();
    }

    @Override
    public StoreReader written() {
        return copy.written();
    }

    @Override
    public StoreReader writtenInOrder() {
        return copy.writtenInOrder();
    }

    @Override
    public List<Check> checks() {
        List<Check> after = copy.checks();
        if (after.stream().allMatch(check -> check.complaints().isEmpty())) {
            return after;
        }
        List<Check> checks = new ArrayList<>();
        try (SqliteStore before = SqliteStore.open(file.place())) {
            List<String> orphans = before.foreignKeyCheck();
            for (Check check : after) {
                List<String> complaints = new ArrayList<>(check.complaints());
                complaints.removeAll(orphans);
                checks.add(new Check(check.name(), complaints));
            }
        }
        return checks;
    }

    @Override
    public void publish() {
        copy.publish();
    }

    @Override
    public boolean isPublished() {
        return copy.isPublished();
    }

    @Override
    public void close() {
        copy.close();
    }
}
