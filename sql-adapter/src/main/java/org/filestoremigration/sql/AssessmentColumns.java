package org.filestoremigration.sql;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.python.PythonText;
import org.jspecify.annotations.Nullable;

/**
 * What MLflow 3.17 and later keep beside an assessment's value, so that SQL can average it
 * ({@code trace_analytics.assessment_aggregate}).
 *
 * @param aggregateValue a finite number, or 1 and 0 for a yes or no; null for anything else
 * @param isNumericValue whether the value itself is a number
 */
record AssessmentColumns(@Nullable Double aggregateValue, boolean isNumericValue) {

    private static final AssessmentColumns NONE = new AssessmentColumns(null, false);

    /** The columns that follow from the value's JSON text. */
    static AssessmentColumns of(String value) {
        Optional<PythonJson.Parsed> parsed = PythonJson.read(value);
        return parsed.isEmpty() ? NONE : ofValue(parsed.get().value());
    }

    private static AssessmentColumns ofValue(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return yesOrNo(truth);
        }
        if (value instanceof BigInteger whole) {
            return number(whole.doubleValue());
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof String text) {
            String word = PythonText.strip(text).toLowerCase(Locale.ROOT);
            return word.equals("yes") || word.equals("no") ? yesOrNo(word.equals("yes")) : NONE;
        }
        return NONE;
    }

    private static AssessmentColumns yesOrNo(boolean yes) {
        return new AssessmentColumns(yes ? 1.0 : 0.0, false);
    }

    /** SQLite has no −0.0: adding 0.0 says so. */
    private static AssessmentColumns number(double value) {
        return Double.isFinite(value) ? new AssessmentColumns(value + 0.0, true) : NONE;
    }
}
