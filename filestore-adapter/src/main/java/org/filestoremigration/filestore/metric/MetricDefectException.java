package org.filestoremigration.filestore.metric;

/** Why a line is not a point. */
final class MetricDefectException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * A defect of one line.
     *
     * @param reason a clause without a full stop
     * @param remedy a clause without a full stop
     */
    MetricDefectException(String reason, String remedy) {
        super(reason, null, false, false);
        this.remedy = remedy;
    }

    /** Of the present line, the last one of its file. */
    static MetricDefectException cutOff(MetricLines lines, int fieldsBefore) {
        int fields = lines.fields();
        return new MetricDefectException(
                "its last line looks cut off: " + lines.shown() + " has no line end, and " + fields
                        + (fields == 1 ? " field" : " fields") + " where the line before has " + fieldsBefore,
                "let --repair leave it out, or complete or remove the line");
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }
}
