package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.tables.Inputs.INPUTS;
import static org.filestoremigration.sql.jooq.tables.SpanMetrics.SPAN_METRICS;
import static org.filestoremigration.sql.jooq.tables.TraceInfo.TRACE_INFO;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.filestoremigration.domain.migration.LinkageId;
import org.filestoremigration.domain.migration.PromptLinks;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.Tables;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/**
 * Turns entities into rows of a database that holds some already, and changes of entities into changes of rows. Ids that
 * MLflow generated there are looked up.
 *
 * <p>Rows of new entities may wait to be inserted together; no row that waits is ever changed.
 */
public abstract class SqlStoreUpdater extends SqlStoreWriter implements StoreUpdater {

    private final SQLDialect dialect;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final DatasetUuids datasets;

    // What it is given asks nothing before the first dataset.
    @SuppressWarnings("this-escape")
    protected SqlStoreUpdater(ExistingColumns existingColumns, SQLDialect dialect) {
        super(existingColumns);
        this.dialect = dialect;
        this.datasets = new DatasetUuids(this, dialect);
    }

    protected abstract PreparedStatement prepare(String sql) throws SQLException;

    /** The one sentence about a failure, for a person. */
    protected abstract RuntimeException failure(SQLException e);

    /** A statement of this connection, with its values; it is prepared once. */
    PreparedStatement statement(String sql, List<?> values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = prepare(sql);
            statements.put(sql, statement);
        }
        int parameter = 1;
        for (Object value : values) {
            statement.setObject(parameter++, value);
        }
        return statement;
    }

    @Override
    String datasetUuid(ExperimentId experiment, String datasetId) {
        return datasets.of(experiment).getOrDefault(datasetId, LinkageId.dataset(experiment, datasetId));
    }

    @Override
    public void write(Dataset dataset) {
        super.write(dataset);
        datasets.wrote(dataset);
    }

    /** Changes the row that is there; where there is none, it is inserted. */
    private void change(TableRecord<?> before, TableRecord<?> after) {
        change(before, after, true);
    }

    private void change(TableRecord<?> before, TableRecord<?> after, boolean orInsert) {
        RowChange.between(before, after, existingColumns(), dialect).ifPresent(change -> {
            try {
                if (statement(change.sql(), change.values()).executeUpdate() == 0 && orInsert) {
                    insert(after);
                }
            } catch (SQLException e) {
                throw failure(e);
            }
        });
    }

    /** Changes and adds rows of what rides inside an entity. */
    private <T extends Comparable<? super T>> void changeEach(
            List<T> before, List<T> after, Function<T, TableRecord<?>> row) {
        eachPair(
                before,
                after,
                (theirs, ours) -> change(row.apply(theirs), row.apply(ours)),
                ours -> insert(row.apply(ours)));
    }

    /** What joins an element that was there and what it becomes. */
    private interface Pair<T> {
        void of(T before, T after);
    }

    private static <T extends Comparable<? super T>> void eachPair(
            List<T> before, List<T> after, Pair<T> changed, Consumer<T> added) {
        int next = 0;
        for (T ours : after) {
            while (next < before.size() && before.get(next).compareTo(ours) < 0) {
                next++;
            }
            if (next == before.size() || before.get(next).compareTo(ours) != 0) {
                added.accept(ours);
            } else if (!before.get(next).equals(ours)) {
                changed.of(before.get(next), ours);
            }
        }
    }

    @Override
    public void change(Experiment before, Experiment after) {
        change(EXPERIMENTS.toRecord(before), EXPERIMENTS.toRecord(after));
        long id = after.experimentId().value();
        changeEach(before.tags(), after.tags(), tag -> EXPERIMENTS.toTagRecord(tag, id));
    }

    @Override
    public void change(Dataset before, Dataset after) {
        String uuid = datasetUuid(before.experimentId(), before.datasetId());
        change(EXPERIMENTS.toRecord(before, uuid), EXPERIMENTS.toRecord(after, uuid));
    }

    @Override
    public void change(Run before, Run after) {
        String id = after.runId();
        change(RUNS.toRecord(before), RUNS.toRecord(after));
        changeEach(before.params(), after.params(), param -> RUNS.toRecord(param, id));
        changeEach(before.tags(), after.tags(), tag -> RUN_TAGS.toRecord(tag, id));
        changeEach(before.latestMetrics(), after.latestMetrics(), metric -> RUNS.toRecord(metric, id));
        eachPair(
                before.datasetInputs(),
                after.datasetInputs(),
                (theirs, ours) -> change(after, theirs, ours),
                input -> write(edge(after, input), input.tags()));
        eachPair(
                before.modelInputs(),
                after.modelInputs(),
                (theirs, ours) -> {},
                input -> write(InputEdge.of(after, input), List.of()));
        eachPair(
                before.modelOutputs(),
                after.modelOutputs(),
                (theirs, ours) -> change(InputEdge.of(after, theirs), InputEdge.of(after, ours)),
                output -> write(InputEdge.of(after, output), List.of()));
    }

    private void change(Run run, DatasetInput before, DatasetInput after) {
        InputEdge there = edge(run, before);
        String uuid = change(there, edge(run, after));
        changeEach(before.tags(), after.tags(), tag -> EDGES.toRecord(tag, uuid));
    }

    /** Changes an edge, which keeps its generated id. */
    private String change(InputEdge before, InputEdge after) {
        String uuid = uuid(before);
        change(EDGES.toRecord(before, uuid), EDGES.toRecord(after, uuid));
        return uuid;
    }

    private String uuid(InputEdge edge) {
        String sql = DSL.using(dialect)
                .render(DSL.select(INPUTS.INPUT_UUID)
                        .from(INPUTS)
                        .where(Database.isGiven(INPUTS.SOURCE_TYPE))
                        .and(Database.isGiven(INPUTS.SOURCE_ID))
                        .and(Database.isGiven(INPUTS.DESTINATION_TYPE))
                        .and(Database.isGiven(INPUTS.DESTINATION_ID)));
        List<String> key = List.of(edge.sourceType(), edge.sourceId(), edge.destinationType(), edge.destinationId());
        try (ResultSet rows = statement(sql, key).executeQuery()) {
            return rows.next() ? rows.getString(1) : edge.uuid();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public long add(Run run, Iterator<Metric> points) {
        return write(run, points);
    }

    @Override
    public void change(LoggedModel before, LoggedModel after) {
        String id = after.modelId();
        long experimentId = after.experimentId().value();
        change(MODELS.toRecord(before), MODELS.toRecord(after));
        changeEach(before.params(), after.params(), param -> MODELS.toRecord(param, id, experimentId));
        changeEach(before.tags(), after.tags(), tag -> MODELS.toRecord(tag, id, experimentId));
    }

    @Override
    public long add(LoggedModel model, Iterator<LoggedModelMetric> points) {
        return write(model, points);
    }

    @Override
    public void change(LoggedModel model, LoggedModelMetric before, LoggedModelMetric after) {
        long experimentId = model.experimentId().value();
        change(
                MODELS.toRecord(before, model.modelId(), experimentId),
                MODELS.toRecord(after, model.modelId(), experimentId));
    }

    @Override
    public void change(Trace before, Trace after) {
        refusePreviews(after);
        TraceColumns columns = TraceColumns.of(after.tags(), after.metadata());
        change(
                TRACES.toRecord(before, TraceColumns.of(before.tags(), before.metadata())),
                TRACES.toRecord(after, columns));
        boolean hasColumns = existingColumns().has(TRACE_INFO, TRACE_INFO.TRACE_NAME);
        String id = after.traceId();
        List<Tag> tagRows = hasColumns ? columns.tagRows(after.tags()) : after.tags();
        changeRows(before.tags(), after.tags(), tagRows, tag -> TRACES.toTagRecord(tag, id));
        List<Tag> metadataRows = hasColumns ? columns.metadataRows(after.metadata()) : after.metadata();
        changeRows(before.metadata(), after.metadata(), metadataRows, entry -> TRACES.toMetadataRecord(entry, id));
        changeEach(before.assessments(), after.assessments(), assessment -> row(after, assessment));
        TreeSet<String> prompts = new TreeSet<>(LinkedPrompts.destinationIds(after.tags(), existingColumns()));
        prompts.removeAll(PromptLinks.of(before.tags()));
        linkPrompts(after, prompts);
    }

    /**
     * Changes and adds rows of what newer schemas keep in columns.
     *
     * @param needed those that the columns do not say: no other is inserted, but a row that is there must not say otherwise
     */
    private void changeRows(List<Tag> before, List<Tag> after, List<Tag> needed, Function<Tag, TableRecord<?>> row) {
        eachPair(
                before,
                after,
                (theirs, ours) -> change(row.apply(theirs), row.apply(ours), needed.contains(ours)),
                ours -> {
                    if (needed.contains(ours)) {
                        insert(row.apply(ours));
                    }
                });
    }

    /** The row and what it has in other tables come anew: no column of it is only in the database. */
    @Override
    public void change(Span before, Span after) {
        remove(before, SPAN_METRICS.TRACE_ID, SPAN_METRICS.SPAN_ID);
        remove(before, Tables.SPANS.TRACE_ID, Tables.SPANS.SPAN_ID);
        write(after);
    }

    private void remove(Span span, TableField<?, String> trace, TableField<?, String> id) {
        Table<?> table = Objects.requireNonNull(trace.getTable());
        if (!existingColumns().has(table)) {
            return;
        }
        String sql = DSL.using(dialect)
                .render(DSL.delete(table).where(Database.isGiven(trace)).and(Database.isGiven(id)));
        try {
            statement(sql, List.of(span.traceId(), span.spanId())).executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void change(RegisteredModel before, RegisteredModel after) {
        change(REGISTRY.toRecord(before), REGISTRY.toRecord(after));
        changeEach(before.tags(), after.tags(), tag -> REGISTRY.toRecord(tag, after.name()));
        changeEach(before.aliases(), after.aliases(), alias -> REGISTRY.toRecord(alias, after.name()));
    }

    @Override
    public void change(ModelVersion before, ModelVersion after) {
        change(REGISTRY.toRecord(before), REGISTRY.toRecord(after));
        changeEach(before.tags(), after.tags(), tag -> REGISTRY.toRecord(tag, after.name(), after.version()));
    }
}
