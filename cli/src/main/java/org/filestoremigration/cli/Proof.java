package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.sqlite.SqliteStore;
import org.filestoremigration.verification.Verification;
import org.filestoremigration.verification.VerificationReport;
import org.filestoremigration.verification.report.Report.Check;

/**
 * What shows that a database is what its source says.
 *
 * @param comparison every field of both
 * @param checks what SQLite itself says about the file
 */
record Proof(VerificationReport comparison, List<Check> checks) {

    Proof {
        checks = List.copyOf(checks);
    }

    /** Of a database that was just written: SQLite's quick check will do. */
    static Proof ofNew(StoreReader source, Path database, int limit, Progress progress) {
        try (SqliteStore target = SqliteStore.open(database)) {
            return of(source, target, new Check("quick_check", target.quickCheck()), limit, progress);
        }
    }

    /** Of any database, with SQLite's full check. */
    static Proof of(StoreReader source, SqliteStore target, int limit, Progress progress) {
        return of(source, target, new Check("integrity_check", target.integrityCheck()), limit, progress);
    }

    private static Proof of(StoreReader source, SqliteStore target, Check pages, int limit, Progress progress) {
        Check foreignKeys = new Check("foreign_key_check", target.foreignKeyCheck());
        return new Proof(Verification.compare(source, target, limit, progress), List.of(pages, foreignKeys));
    }

    /**
     * One sentence for a person.
     *
     * @param blocked how many items of the source could not be read exactly, and so not be compared
     */
    String verdict(long blocked) {
        String verdict = comparison.verdict();
        if (comparison.equal() && !holds()) {
            verdict = "The database is damaged: SQLite's own check complains, though what could be read is equal.";
        }
        return blocked == 0
                ? verdict
                : String.format(Locale.ROOT, "%s %,d blocked items of the source were not compared.", verdict, blocked);
    }

    boolean holds() {
        return comparison.equal()
                && checks.stream().allMatch(check -> check.complaints().isEmpty());
    }
}
