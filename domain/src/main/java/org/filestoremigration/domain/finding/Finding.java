package org.filestoremigration.domain.finding;

/** Something in a source that does not simply become a row. */
public sealed interface Finding {

    /** Where it is; of a line or key where one is to blame, otherwise of the file. */
    SourcePlace place();

    /**
     * Content that is in the target in another form.
     *
     * @param count how often within the place, such as duplicate points of one metric file
     */
    record Normalized(Normalization rule, SourcePlace place, long count) implements Finding {}

    /** A file that is not part of a store or that MLflow does not read, left alone; or an oddity worth knowing. */
    record Note(SourcePlace place, String reason) implements Finding {}

    /**
     * Data that cannot be migrated exactly: left out where the caller allows it, otherwise the end of the migration.
     *
     * @param reason what is wrong, a clause without a full stop
     * @param remedy what to do, a clause without a full stop
     */
    record Blocked(SourcePlace place, String reason, String remedy) implements Finding {

        /** Whether {@code --repair} has an answer: the remedy says so then. */
        public boolean hasRepair() {
            return remedy.contains("--repair");
        }
    }

    /**
     * Data that was repaired because the caller asked for it.
     *
     * @param what the repair's name, as in the tag {@code filestoremigration.repaired.<what>} that records it
     * @param original of the first, where there are several
     * @param count how often within the place, such as lines of one metric file
     */
    record Repaired(SourcePlace place, String what, String original, String now, long count) implements Finding {}
}
