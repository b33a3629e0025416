package org.filestoremigration.cli.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.domain.trace.SpanForm;
import org.filestoremigration.sqlite.SqliteStore;

/** A database as if a migration had just written it. */
record WrittenDatabase(Path file) implements StoreTarget {

    @Override
    public TargetLimits limits() {
        return new TargetLimits(Long.MAX_VALUE, Map.of(), Set.of(), Set.of(), Set.of(), Optional.of(SpanForm.COLUMNS));
    }

    @Override
    public StoreWriter writer() {
        throw new IllegalStateException("it is written already");
    }

    @Override
    public StoreReader written() {
        return SqliteStore.open(file);
    }

    @Override
    public StoreReader writtenInOrder() {
        return SqliteStore.openShared(file);
    }

    @Override
    public List<Check> checks() {
        return List.of();
    }

    @Override
    public void publish() {
        throw new IllegalStateException("it is in its place already");
    }

    @Override
    public boolean isPublished() {
        return true;
    }

    @Override
    public void close() {}
}
