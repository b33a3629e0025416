package org.filestoremigration.cli;

import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.filestoremigration.domain.merge.LostValues;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.domain.merge.UnitedStore;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.TargetInUse;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.verification.MergeComparison;
import org.filestoremigration.verification.MergeProof;
import org.jspecify.annotations.Nullable;

/** Proves that a merge lost nothing, before anybody sees it: by what was compared meanwhile, or by a second reading. */
record MergeProving(
        Terminal terminal,
        Interruption interruption,
        ReadingOptions reading,
        MergeOption merge,
        ProgressOption progress,
        TargetInUse database,
        MergeComparison made,
        boolean changed) {

    /** How many differences are kept for the report: there should be none. */
    static final int LIMIT = 1000;

    /**
     * Proves what was committed.
     *
     * @param secondLook whether the source is as it was; null if it must be read again
     * @param lost the values that the merge reported
     * @param digested whether a report is to show the content digest
     */
    MergeProof prove(FileStores source, @Nullable FutureTask<Boolean> secondLook, LostValues lost, boolean digested) {
        if (secondLook != null) {
            Optional<MergeProof> proof;
            try (ConsoleProgress shown = progress.start(terminal, "Verifying", made::entities)) {
                proof = MergeProof.bySum(made, source, database, changed, digested, interruption.watching(shown));
            }
            // The files are not looked at any more when they are read again.
            if (Proving.result(secondLook) && proof.isPresent()) {
                return proof.get();
            }
        }
        return compare(source, lost);
    }

    /** Reads both sides again, so that what the first reading missed or mistook shows. */
    private MergeProof compare(FileStores first, LostValues lost) {
        try (FileStores second = reading.openApart(database.limits(), false);
                IndexedStore before = database.before();
                IndexedStore numbers = database.before()) {
            MergeProof proof;
            try (ConsoleProgress shown = progress.start(terminal, "Verifying", second::entityCount)) {
                UnitedStore united = merge.united(
                        second, reading.locations(second), numbers, database.limits(), new MergeOutcomes());
                proof = MergeProof.of(
                        made, united.parts(), before, database, changed, lost, LIMIT, interruption.watching(shown));
            }
            if (second.fingerprint() != first.fingerprint()) {
                throw new SourceException("the source " + ReadingOptions.named(first)
                        + " changed while it was read: stop whatever writes to it and merge again");
            }
            return proof;
        }
    }
}
