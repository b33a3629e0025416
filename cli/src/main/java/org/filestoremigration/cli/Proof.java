package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.sqlite.SqliteStore;
import org.filestoremigration.verification.Verification;
import org.filestoremigration.verification.VerificationReport;

/**
 * What shows that a database is what its source says.
 *
 * @param comparison every field of both
 * @param complaints SQLite's own about the file; empty where it is sound
 */
record Proof(VerificationReport comparison, List<String> complaints) {

    Proof {
        complaints = List.copyOf(complaints);
    }

    /** Of a database that was just written: SQLite's quick check will do. */
    static Proof ofNew(StoreReader source, Path database, int limit, Progress progress) {
        try (SqliteStore target = SqliteStore.open(database)) {
            return of(source, target, target.quickCheck(), limit, progress);
        }
    }

    /** Of any database, with SQLite's full check. */
    static Proof of(StoreReader source, SqliteStore target, int limit, Progress progress) {
        return of(source, target, target.integrityCheck(), limit, progress);
    }

    private static Proof of(
            StoreReader source, SqliteStore target, List<String> check, int limit, Progress progress) {
        List<String> complaints = new ArrayList<>(check);
        complaints.addAll(target.foreignKeyCheck());
        return new Proof(Verification.compare(source, target, limit, progress), complaints);
    }

    boolean holds() {
        return comparison.equal() && complaints.isEmpty();
    }
}
