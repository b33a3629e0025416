package org.filestoremigration.domain.migration;

/** How many files below a source came to which outcome. Links and special files count as files, folders do not. */
public record Accounting(long migrated, long normalized, long leftAlone, long blocked) {

    /** No file at all. */
    public static final Accounting NONE = new Accounting(0, 0, 0, 0);

    /** All files that were found. */
    public long files() {
        return migrated + normalized + leftAlone + blocked;
    }

    /** With {@code count} more files of one outcome. */
    public Accounting plus(FileOutcome outcome, long count) {
        return new Accounting(
                migrated + (outcome == FileOutcome.MIGRATED ? count : 0),
                normalized + (outcome == FileOutcome.NORMALIZED ? count : 0),
                leftAlone + (outcome == FileOutcome.LEFT_ALONE ? count : 0),
                blocked + (outcome == FileOutcome.BLOCKED ? count : 0));
    }

    /** With the files of another one, too. */
    public Accounting plus(Accounting other) {
        return new Accounting(
                migrated + other.migrated,
                normalized + other.normalized,
                leftAlone + other.leftAlone,
                blocked + other.blocked);
    }
}
