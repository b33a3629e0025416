package org.filestoremigration.domain.migration;

/** A metric file's last line that was cut off while it was written or copied: MLflow ends every line. */
public final class CutOffLine {

    private CutOffLine() {}

    /**
     * Whether the last line is a cut-off one.
     *
     * @param ended whether it has a line end
     * @param fields how many fields it has
     * @param fieldsBefore how many the line before it has, 0 if there is none
     */
    public static boolean is(boolean ended, int fields, int fieldsBefore) {
        return !ended && fields < fieldsBefore;
    }
}
