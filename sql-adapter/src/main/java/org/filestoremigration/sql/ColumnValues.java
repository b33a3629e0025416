package org.filestoremigration.sql;

import org.filestoremigration.domain.model.LoggedModelStatus;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.trace.SpanContent;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.SourceType;
import org.jspecify.annotations.Nullable;

/** What the domain's small types are in a column, and back; null stays null. */
final class ColumnValues {

    private ColumnValues() {}

    static long of(ExperimentId experimentId) {
        return experimentId.value();
    }

    static ExperimentId experimentId(long column) {
        return new ExperimentId(column);
    }

    static @Nullable String of(@Nullable LifecycleStage stage) {
        return stage == null ? null : stage.name();
    }

    static @Nullable LifecycleStage lifecycleStage(@Nullable String column) {
        return column == null ? null : new LifecycleStage(column);
    }

    static @Nullable String of(@Nullable RunStatus status) {
        return status == null ? null : status.name();
    }

    static @Nullable RunStatus runStatus(@Nullable String column) {
        return column == null ? null : new RunStatus(column);
    }

    static @Nullable String of(@Nullable SourceType type) {
        return type == null ? null : type.name();
    }

    static @Nullable SourceType sourceType(@Nullable String column) {
        return column == null ? null : new SourceType(column);
    }

    static long of(LoggedModelStatus status) {
        return status.code();
    }

    /** Beyond 32 bits the nearest there is: MLflow has numbers up to 3. */
    static LoggedModelStatus loggedModelStatus(long column) {
        return new LoggedModelStatus((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, column)));
    }

    static String of(TraceState state) {
        return state.name();
    }

    static TraceState traceState(String column) {
        return new TraceState(column);
    }

    /** A long text is written by itself. */
    static String of(SpanContent content) {
        return content instanceof SpanContent.Held held ? held.text() : "";
    }

    static SpanContent spanContent(String column) {
        return SpanContent.of(column);
    }

    static String of(AssessmentType type) {
        return type.name();
    }

    static AssessmentType assessmentType(String column) {
        return new AssessmentType(column);
    }
}
