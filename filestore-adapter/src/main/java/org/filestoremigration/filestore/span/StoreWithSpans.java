package org.filestoremigration.filestore.span;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.migration.UnconvertibleSpanException;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.SpanForm;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A FileStore whose traces have their spans, read beside the trace and not through its location: those of moved stores and
 * of deleted experiments come, too. A trace with spans has the tag that makes MLflow look for rows; one whose file cannot
 * become rows stays as it is, and is noted.
 */
public final class StoreWithSpans implements StoreReader {

    /** {@code TraceTagKey.SPANS_LOCATION}. */
    static final String LOCATION_TAG = "mlflow.trace.spansLocation";

    /** {@code SpansLocation.TRACKING_STORE}. */
    static final String IN_DATABASE = "TRACKING_STORE";

    private static final String SIZES = "mlflow.trace.sizeStats";

    private final StoreReader store;
    private final List<Path> roots;
    private final SpanForm form;
    private final TextLimits texts;
    private @Nullable String currentTrace;
    private @Nullable SpanFile current;

    /**
     * @param store whose places are those of files; closing this closes it
     * @param roots of the stores that it is made of
     * @param form in which the target holds spans
     * @param texts what the target's columns hold
     */
    public StoreWithSpans(StoreReader store, List<Path> roots, SpanForm form, TextLimits texts) {
        this.store = store;
        this.roots = List.copyOf(roots);
        this.form = form;
        this.texts = texts;
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return store.traces(experiment).map(this::withTag);
    }

    @Override
    public Stream<Span> spans(Trace trace) {
        SpanFile file = current;
        return file != null && trace.traceId().equals(currentTrace) ? file.spans() : Stream.empty();
    }

    private Trace withTag(Trace trace) {
        currentTrace = trace.traceId();
        current = null;
        Optional<SourcePlace> info =
                store.locate(EntityKey.of(EntityKind.TRACE, trace.experimentId(), trace.traceId()));
        if (info.isEmpty()) {
            return trace;
        }
        String place =
                info.get().path().substring(0, info.get().path().lastIndexOf('/')) + "/artifacts/" + SpanFile.NAME;
        Path file = roots.size() == 1 ? roots.get(0).resolve(place) : Path.of(place);
        boolean inProgress = trace.state().equals(TraceState.IN_PROGRESS);
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                if (!inProgress) {
                    note(place, "the trace has no spans: the file is missing or empty");
                }
                return trace;
            }
            current = SpanFile.read(file, trace.traceId(), trace.experimentId(), expected(trace), form, texts);
        } catch (UnconvertibleSpanException e) {
            note(
                    place,
                    "the spans stay in the file, and MLflow's judges cannot load this trace with others: "
                            + e.reason());
            return trace;
        } catch (IOException e) {
            note(place, "the spans stay in the file: it cannot be read: " + StoreException.reason(e));
            return trace;
        }
        store.findings().accept(new Finding.Normalized(Normalization.SPANS, SourcePlace.of(place), 1));
        return tagged(trace);
    }

    private void note(String place, String reason) {
        store.findings().accept(new Finding.Note(SourcePlace.of(place), reason));
    }

    /** With fewer spans MLflow takes the trace for one that is not complete yet. */
    private static long expected(Trace trace) {
        for (Tag entry : trace.metadata()) {
            String value = entry.value();
            if (entry.key().equals(SIZES) && value != null) {
                Object stats =
                        PythonJson.read(value).map(PythonJson.Parsed::value).orElse(null);
                return stats instanceof Map<?, ?> map && map.get("num_spans") instanceof Number count
                        ? count.longValue()
                        : 0;
            }
        }
        return 0;
    }

    private static Trace tagged(Trace trace) {
        List<Tag> tags = new ArrayList<>(trace.tags());
        tags.removeIf(tag -> tag.key().equals(LOCATION_TAG));
        tags.add(new Tag(LOCATION_TAG, IN_DATABASE));
        return new Trace(
                trace.traceId(),
                trace.experimentId(),
                trace.timestampMs(),
                trace.executionTimeMs(),
                trace.state(),
                trace.clientRequestId(),
                trace.requestPreview(),
                trace.responsePreview(),
                tags.stream().sorted().toList(),
                trace.metadata(),
                trace.assessments());
    }

    @Override
    public Stream<Experiment> experiments() {
        return store.experiments();
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return store.datasets(experiment);
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return store.runs(experiment);
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return store.metrics(run);
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return store.loggedModels(experiment);
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return store.metrics(model);
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return store.registeredModels();
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return store.modelVersions(model);
    }

    @Override
    public void checkTheRest() {
        store.checkTheRest();
    }

    @Override
    public Findings findings() {
        return store.findings();
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return store.locate(entity);
    }

    @Override
    public void close() {
        store.close();
    }
}
