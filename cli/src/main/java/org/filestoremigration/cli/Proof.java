package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.filestoremigration.domain.migration.Progress;
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

    /** Of a database that was just written: SQLite's quick check will do, beside the comparison. */
    static Proof ofNew(Verification source, Path database, int limit, Progress progress) {
        FutureTask<List<String>> quickCheck = new FutureTask<>(() -> SqliteStore.quickCheck(database));
        Thread thread = new Thread(quickCheck, "quick-check");
        thread.setDaemon(true);
        thread.start();
        try (SqliteStore target = SqliteStore.open(database)) {
            VerificationReport comparison = source.against(target, limit, progress);
            return new Proof(
                    comparison, List.of(new Check("quick_check", result(quickCheck)), foreignKeyCheck(target)));
        } finally {
            quickCheck.cancel(true);
        }
    }

    /** Of any database, with SQLite's full check. */
    static Proof of(Verification source, SqliteStore target, int limit, Progress progress) {
        Check pages = new Check("integrity_check", target.integrityCheck());
        VerificationReport comparison = source.against(target, limit, progress);
        return new Proof(comparison, List.of(pages, foreignKeyCheck(target)));
    }

    private static Check foreignKeyCheck(SqliteStore target) {
        return new Check("foreign_key_check", target.foreignKeyCheck());
    }

    private static List<String> result(FutureTask<List<String>> check) {
        try {
            return check.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
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
        if (blocked == 0) {
            return verdict;
        }
        String items = blocked == 1 ? "1 blocked item of the source was" : "%,d blocked items of the source were";
        return verdict + " " + String.format(Locale.ROOT, items, blocked) + " not compared.";
    }

    boolean holds() {
        return comparison.equal()
                && checks.stream().allMatch(check -> check.complaints().isEmpty());
    }
}
