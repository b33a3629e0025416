package org.filestoremigration.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.Excerpt;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.InMemoryTarget;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.SampleTraces;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWalk;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.SpanContent;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.verification.Mutations.Mutation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Changes each field of each record of the sample store, one at a time. */
final class SharpnessTest {

    /** Every column that a comparison must look at beside the keys, as reports name them. */
    private static final String ALL_COLUMNS = """
            EXPERIMENT name artifact_location lifecycle_stage creation_time last_update_time
            EXPERIMENT_TAG value
            DATASET dataset_source_type dataset_source dataset_schema dataset_profile
            RUN name source_type source_name entry_point_name source_version user_id status
            RUN start_time end_time deleted_time lifecycle_stage artifact_uri
            PARAM value
            TAG value
            METRIC value is_nan
            LATEST_METRIC value is_nan timestamp step
            DATASET_INPUT dataset_present
            INPUT_TAG value
            MODEL_OUTPUT step
            LOGGED_MODEL name artifact_location creation_timestamp_ms last_updated_timestamp_ms status
            LOGGED_MODEL lifecycle_stage model_type source_run_id status_message
            LOGGED_MODEL_PARAM param_value
            LOGGED_MODEL_TAG tag_value
            LOGGED_MODEL_METRIC metric_value dataset_name dataset_digest
            TRACE timestamp_ms execution_time_ms status client_request_id request_preview response_preview
            TRACE_TAG value
            TRACE_METADATA value
            ASSESSMENT name assessment_type value error created_timestamp last_updated_timestamp source_type
            ASSESSMENT source_id run_id span_id rationale overrides valid assessment_metadata
            SPAN parent_span_id name type status start_time_unix_nano end_time_unix_nano content input_cost
            SPAN output_cost total_cost model_name model_provider
            REGISTERED_MODEL creation_time last_updated_time description
            REGISTERED_MODEL_TAG value
            REGISTERED_MODEL_ALIAS version
            MODEL_VERSION creation_time last_updated_time description user_id current_stage source run_id
            MODEL_VERSION status status_message run_link storage_location
            MODEL_VERSION_TAG value
            """;

    private static final Span SPAN = new Span(
            SampleTraces.FULL.traceId(),
            SampleTraces.FULL.experimentId(),
            "908239a943168015",
            null,
            "chat",
            "LLM",
            "OK",
            5,
            9L,
            SpanContent.of("{}"),
            0.1,
            null,
            0.1,
            "model",
            "provider");

    private final StoreReader sample = withSpan().reader();

    private static InMemoryStore withSpan() {
        InMemoryStore store = SampleStore.create();
        store.put(SPAN);
        return store;
    }

    /** One change, and how a store comes to it. */
    private record Case(Mutation mutation, Consumer<InMemoryStore> damage) {

        InMemoryStore store() {
            InMemoryStore store = withSpan();
            damage.accept(store);
            return store;
        }
    }

    @Test
    void tellsExactlyTheOneFieldThatWasChanged() {
        Set<String> seen = new TreeSet<>();

        for (Case changed : cases()) {
            Mutation mutation = changed.mutation();
            VerificationReport report =
                    Verification.compare(sample, changed.store().reader());

            assertThat(report.differenceCount()).as("%s", mutation).isEqualTo(1);
            Difference difference = report.differences().get(0);
            assertThat(difference).as("%s", mutation).isInstanceOf(Difference.Changed.class);
            assertThat(difference.entity().kind()).as("%s", mutation).isEqualTo(mutation.kind());
            assertThat(difference.expected()).as("%s", mutation).isEqualTo(text(mutation, mutation.before()));
            assertThat(difference.found()).as("%s", mutation).isEqualTo(text(mutation, mutation.after()));
            assertThat(report.tally(mutation.kind()).differing())
                    .as("%s", mutation)
                    .isEqualTo(1);
            assertThat(report.tallies().values().stream()
                            .mapToLong(Tally::differing)
                            .sum())
                    .as("%s", mutation)
                    .isEqualTo(1);
            seen.add(difference.entity().kind() + "." + difference.field());
        }

        assertThat(seen).containsExactlyElementsOf(allColumns());
    }

    private static Set<String> allColumns() {
        Set<String> columns = new TreeSet<>();
        for (String line : ALL_COLUMNS.lines().toList()) {
            List<String> words = List.of(line.split(" ", -1));
            words.stream().skip(1).forEach(column -> columns.add(words.get(0) + "." + column));
        }
        return columns;
    }

    @Test
    void givesEachStoreADigestOfItsOwn() {
        Set<String> digests = new LinkedHashSet<>(Set.of(ContentDigest.of(sample)));
        List<Case> cases = cases();

        cases.forEach(changed -> digests.add(ContentDigest.of(changed.store().reader())));

        assertThat(digests).hasSize(cases.size() + 1).hasSizeGreaterThan(400);
    }

    @Test
    void publishesNoTargetThatChangedOneField() {
        Set<EntityKind> kinds = EnumSet.noneOf(EntityKind.class);

        for (Case changed : cases()) {
            InMemoryTarget target = new InMemoryTarget(changed.damage());

            assertThat(ProofTest.proven(sample, target).publish(target))
                    .as("%s", changed.mutation())
                    .isFalse();
            assertThat(DigestProofTest.proven(sample, new InMemoryTarget(changed.damage())))
                    .as("%s", changed.mutation())
                    .isEmpty();
            assertThat(target.isPublished()).as("%s", changed.mutation()).isFalse();
            kinds.add(changed.mutation().kind());
        }

        // A model input has no field beside its key.
        assertThat(kinds).isEqualTo(EnumSet.complementOf(EnumSet.of(EntityKind.OTHER, EntityKind.MODEL_INPUT)));
    }

    /** The text that a report gives for one of a mutation's two values. */
    private static @Nullable String text(Mutation mutation, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        String before = String.valueOf(mutation.before());
        return before.length() < Excerpt.LIMIT ? value.toString() : Excerpt.of(value.toString(), before.length());
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        List<LoggedModel> models = new ArrayList<>();
        StoreWalk.walk(sample, entity -> {
            if (entity instanceof Experiment) {
                add(cases, EntityKind.EXPERIMENT, entity, (store, changed) -> store.put((Experiment) changed));
            } else if (entity instanceof Dataset) {
                add(cases, EntityKind.DATASET, entity, (store, changed) -> store.put((Dataset) changed));
            } else if (entity instanceof Run run) {
                runs.add(run);
                add(cases, EntityKind.RUN, entity, (store, changed) -> store.put((Run) changed));
            } else if (entity instanceof Metric point) {
                addPoint(cases, runs.get(runs.size() - 1), point);
            } else if (entity instanceof LoggedModel model) {
                models.add(model);
                add(cases, EntityKind.LOGGED_MODEL, entity, (store, changed) -> store.put((LoggedModel) changed));
            } else if (entity instanceof LoggedModelMetric point) {
                addPoint(cases, models.get(models.size() - 1), point);
            } else if (entity instanceof Trace) {
                add(cases, EntityKind.TRACE, entity, (store, changed) -> store.put((Trace) changed));
            } else if (entity instanceof Span) {
                add(cases, EntityKind.SPAN, entity, (store, changed) -> store.put((Span) changed));
            } else if (entity instanceof RegisteredModel) {
                add(
                        cases,
                        EntityKind.REGISTERED_MODEL,
                        entity,
                        (store, changed) -> store.put((RegisteredModel) changed));
            } else if (entity instanceof ModelVersion) {
                add(cases, EntityKind.MODEL_VERSION, entity, (store, changed) -> store.put((ModelVersion) changed));
            }
        });
        return cases;
    }

    private static void add(List<Case> cases, EntityKind kind, Entity entity, BiConsumer<InMemoryStore, Record> put) {
        for (Mutation mutation : Mutations.of(kind, (Record) entity)) {
            cases.add(new Case(mutation, store -> put.accept(store, mutation.entity())));
        }
    }

    private void addPoint(List<Case> cases, Run run, Metric point) {
        List<Metric> history = sample.metrics(run).toList();
        for (Mutation mutation : Mutations.of(EntityKind.METRIC, point)) {
            if (!history.contains(mutation.entity())) {
                List<Metric> changed = replaced(history, point, (Metric) mutation.entity());
                cases.add(new Case(mutation, store -> store.put(run, changed)));
            }
        }
    }

    private void addPoint(List<Case> cases, LoggedModel model, LoggedModelMetric point) {
        List<LoggedModelMetric> history = sample.metrics(model).toList();
        for (Mutation mutation : Mutations.of(EntityKind.LOGGED_MODEL_METRIC, point)) {
            List<LoggedModelMetric> changed = replaced(history, point, (LoggedModelMetric) mutation.entity());
            cases.add(new Case(mutation, store -> store.put(model, changed)));
        }
    }

    private static <T> List<T> replaced(List<T> list, T old, T replacement) {
        List<T> changed = new ArrayList<>(list);
        changed.set(list.indexOf(old), replacement);
        return changed;
    }
}
