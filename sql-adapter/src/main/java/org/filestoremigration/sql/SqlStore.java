package org.filestoremigration.sql;

import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.CheckedStore;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.Share;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Run;

/**
 * An MLflow database as a store to read, at any known revision and whichever tool wrote it. Metric points, by far the most
 * rows, are read by each dialect in its own way.
 *
 * <p>What no record can show becomes an {@link org.filestoremigration.domain.finding.Irregularity} among the
 * {@linkplain #findings() findings}: values that are not stored as MLflow's driver stores them, derived columns that do not
 * follow from the rest, rows that belong to nothing, and rows in tables that a FileStore never fills. Generated ids may be
 * any, as long as they agree. The checks of rows come as their streams pass them, those of whole tables with
 * {@link #checkTheRest()}.
 */
public abstract class SqlStore implements IndexedStore, CheckedStore {

    private final Database database;
    private final MlflowSchema schema;
    private final Share share;
    private final ExperimentReader experiments;
    private final RunReader runs;
    private final LoggedModelReader loggedModels;
    private final TraceReader traces;
    private final SpanReader spans;
    private final RegistryReader registry;

    /** @param database is closed with the store */
    protected SqlStore(Database database, MlflowSchema schema) {
        this(database, schema, Share.WHOLE);
    }

    /**
     * Makes a reader of the whole database, or of a share of it.
     *
     * @param database is closed with the store
     */
    protected SqlStore(Database database, MlflowSchema schema, Share share) {
        this.database = database;
        this.schema = schema;
        this.share = share;
        this.experiments = new ExperimentReader(database);
        this.runs = new RunReader(database, share, experiments.ahead());
        this.loggedModels = new LoggedModelReader(database, share, experiments.ahead());
        this.traces = new TraceReader(database, schema.revision(), share, experiments.ahead());
        this.spans = new SpanReader(database, schema, traces.ahead());
        this.registry = new RegistryReader(database);
    }

    /**
     * What belongs to runs and is asked for in the order of the runs.
     *
     * @param sql selects the rows of the runs in an array, its one parameter, in their order, and their ids first
     * @param fetchSize how many rows come at a time
     */
    protected final GroupedRows ofRuns(String sql, int fetchSize) {
        return new GroupedRows(database, sql, 1, runs.ahead(), fetchSize);
    }

    /** The schema that the database is at. */
    public MlflowSchema schema() {
        return schema;
    }

    @Override
    public Stream<Experiment> experiments() {
        return experiments.experiments();
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return share.hasTheRest() ? experiments.datasets(experiment.experimentId()) : Stream.empty();
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return runs.runs(experiment.experimentId());
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return loggedModels.models(experiment.experimentId());
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return loggedModels.metrics(model);
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return traces.traces(experiment.experimentId());
    }

    @Override
    public Stream<Span> spans(Trace trace) {
        return spans.spans(trace);
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return share.hasTheRest() ? registry.models() : Stream.empty();
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return registry.versions(model.name());
    }

    @Override
    public Optional<Run> run(String runId) {
        return runs.run(runId);
    }

    @Override
    public Optional<LoggedModel> loggedModel(String modelId) {
        return loggedModels.model(modelId);
    }

    @Override
    public Optional<Trace> trace(String traceId) {
        return traces.trace(traceId);
    }

    @Override
    public Optional<String> traceOfAssessment(String assessmentId) {
        return traces.traceOfAssessment(assessmentId);
    }

    /** Whether tables and rows are those that MLflow makes. */
    @Override
    public void checkTheRest() {
        if (share.hasTheRest()) {
            new TableCheck(database, schema).run();
        }
    }

    @Override
    public Findings findings() {
        return database.findings();
    }

    /** Empty: a database has no files to show. */
    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return Optional.empty();
    }

    @Override
    public void close() {
        database.close();
    }
}
