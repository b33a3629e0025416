package org.filestoremigration.domain.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A store whose artifacts are elsewhere: everything in it is the same but for the locations that a rule changes, each a
 * {@link Normalization#ARTIFACT_URI}. The versions of prompts have a source that is not a location, and is left.
 */
public final class RelocatedStore implements StoreReader {

    private final StoreReader store;
    private final LocationRule rule;
    /** Experiments are delivered more than once in one walk; each counts once. */
    private final Set<EntityKey> counted = new HashSet<>();

    /** Closing it closes {@code store}. */
    public RelocatedStore(StoreReader store, LocationRule rule) {
        this.store = store;
        this.rule = rule;
    }

    @Override
    public Stream<Experiment> experiments() {
        return store.experiments().map(experiment -> {
            String location = experiment.artifactLocation();
            String now = now(location, EntityKind.EXPERIMENT, experiment.experimentId());
            return same(location, now) ? experiment : EntityLocations.with(experiment, now);
        });
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return store.datasets(experiment);
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return store.runs(experiment).map(run -> {
            String location = run.artifactUri();
            String now = now(location, EntityKind.RUN, run.experimentId(), run.runId());
            return same(location, now) ? run : EntityLocations.with(run, now);
        });
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return store.metrics(run);
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return store.loggedModels(experiment).map(model -> {
            String location = model.artifactLocation();
            String now = now(location, EntityKind.LOGGED_MODEL, model.experimentId(), model.modelId());
            return now == null || same(location, now) ? model : EntityLocations.with(model, now);
        });
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return store.metrics(model);
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return store.traces(experiment).map(trace -> {
            List<Tag> tags = trace.tags().stream()
                    .map(tag -> EntityLocations.isLocation(tag) ? now(trace, tag) : tag)
                    .toList();
            return tags.equals(trace.tags()) ? trace : EntityLocations.with(trace, tags);
        });
    }

    private Tag now(Trace trace, Tag tag) {
        return new Tag(
                tag.key(), now(tag.value(), EntityKind.TRACE_TAG, trace.experimentId(), trace.traceId(), tag.key()));
    }

    @Override
    public Stream<Span> spans(Trace trace) {
        return store.spans(trace);
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return store.registeredModels();
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        Stream<ModelVersion> versions = store.modelVersions(model);
        return EntityLocations.isPrompt(model) ? versions : versions.map(this::relocated);
    }

    private ModelVersion relocated(ModelVersion version) {
        String source = now(version.source(), EntityKind.MODEL_VERSION, version.name(), version.version());
        String storage = now(version.storageLocation(), EntityKind.MODEL_VERSION, version.name(), version.version());
        return same(source, version.source()) && same(storage, version.storageLocation())
                ? version
                : EntityLocations.with(version, source, storage);
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    private @Nullable String now(@Nullable String location, EntityKind kind, Object... names) {
        if (location == null) {
            return null;
        }
        EntityKey key = EntityKey.of(kind, names);
        String now = rule.now(key, ArtifactLocation.parse(location)).orElse(location);
        if (!now.equals(location)) {
            if (kind == EntityKind.EXPERIMENT && !counted.add(key)) {
                return now;
            }
            Findings findings = store.findings();
            // Beyond those that are kept the place is of no use, and finding it is not free.
            boolean kept = findings.normalizations().getOrDefault(Normalization.ARTIFACT_URI, 0L) < Findings.KEPT;
            SourcePlace place = SourcePlace.of(key.toString());
            findings.accept(new Finding.Normalized(
                    Normalization.ARTIFACT_URI, kept ? store.locate(key).orElse(place) : place, 1));
        }
        return now;
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
