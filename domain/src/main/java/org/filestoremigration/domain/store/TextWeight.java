package org.filestoremigration.domain.store;

import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.SpanContent;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/** Roughly how many characters a record holds: what bounds the memory of records on their way between threads. */
final class TextWeight {

    /** An entity without its long texts. */
    private static final long ENTITY = 1_000;

    private static final long POINT = 64;

    private TextWeight() {}

    static long of(Entity entity) {
        if (entity instanceof Metric) {
            return POINT;
        } else if (entity instanceof Run run) {
            return ENTITY
                    + params(run.params())
                    + tags(run.tags())
                    + inputs(run.datasetInputs())
                    + POINT * run.latestMetrics().size();
        } else if (entity instanceof Dataset dataset) {
            return ENTITY + text(dataset.source()) + text(dataset.schema()) + text(dataset.profile());
        } else if (entity instanceof LoggedModel model) {
            return ENTITY + params(model.params()) + tags(model.tags());
        } else if (entity instanceof Span span) {
            return ENTITY
                    + (span.content() instanceof SpanContent.Held held ? text(held.text()) : SpanContent.MAX_HELD);
        } else if (entity instanceof Trace trace) {
            return ENTITY
                    + text(trace.requestPreview())
                    + text(trace.responsePreview())
                    + tags(trace.tags())
                    + tags(trace.metadata())
                    + assessments(trace.assessments());
        }
        return ENTITY;
    }

    private static long params(List<Param> params) {
        long weight = 0;
        for (Param param : params) {
            weight += POINT + text(param.value());
        }
        return weight;
    }

    private static long tags(List<Tag> tags) {
        long weight = 0;
        for (Tag tag : tags) {
            weight += POINT + text(tag.value());
        }
        return weight;
    }

    private static long inputs(List<DatasetInput> inputs) {
        long weight = 0;
        for (DatasetInput input : inputs) {
            weight += POINT + tags(input.tags());
        }
        return weight;
    }

    private static long assessments(List<Assessment> assessments) {
        long weight = 0;
        for (Assessment assessment : assessments) {
            weight += ENTITY + text(assessment.value()) + text(assessment.error()) + text(assessment.metadata());
        }
        return weight;
    }

    private static long text(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
