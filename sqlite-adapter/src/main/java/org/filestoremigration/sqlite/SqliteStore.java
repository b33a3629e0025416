package org.filestoremigration.sqlite;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.migration.Findings;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.EntityKey;
import org.filestoremigration.domain.store.SourcePlace;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/**
 * An MLflow SQLite database as a store to read, at any known revision and whichever tool wrote it.
 *
 * <p>It is only ever read, as it was when it was opened, even while an MLflow server has it open: see {@link #open}.
 *
 * <p>What no record can show becomes an {@link org.filestoremigration.domain.store.Irregularity} among the
 * {@linkplain #findings() findings}: values in a storage class that MLflow's driver does not write, derived columns that
 * do not follow from the rest, rows that belong to nothing, and rows in tables that a FileStore never fills. Generated ids
 * may be any, as long as they agree. The checks of rows come as their streams pass them, those of whole tables with the
 * first call of {@link #findings()}.
 */
public final class SqliteStore implements StoreReader {

    private final Database database;
    private final MlflowSchema schema;
    private final ExperimentReader experiments;
    private final RunReader runs;
    private final MetricReader metrics;
    private final LoggedModelReader loggedModels;
    private final TraceReader traces;
    private final RegistryReader registry;
    private boolean tablesChecked;

    private SqliteStore(Database database, MlflowSchema schema) {
        this.database = database;
        this.schema = schema;
        this.experiments = new ExperimentReader(database);
        this.runs = new RunReader(database);
        this.metrics = new MetricReader(database);
        this.loggedModels = new LoggedModelReader(database);
        this.traces = new TraceReader(database, schema.revision());
        this.registry = new RegistryReader(database);
    }

    /**
     * Starts a new database; it is complete after {@link StoreWriter#commit()}, and deleted when closed without.
     *
     * <p>The file is written without a journal and is worth nothing before the commit: make it beside the place where it
     * is wanted, and rename it ({@link TargetFile}).
     *
     * @param newFile must not exist or be empty
     * @throws TargetException when it has content or cannot be written
     */
    public static StoreWriter create(Path newFile, MlflowSchema schema) {
        return SqliteStoreWriter.create(newFile, schema);
    }

    /**
     * Opens a database for reading. In SQLite's WAL mode a server may go on writing; in MLflow's own journal mode its
     * writes wait until this store is closed. No {@code -wal} or {@code -shm} file is left that was not there.
     *
     * @throws TargetException if there is no such file, it is no SQLite database, or no MLflow database at a known
     *     revision with the tables of that revision
     */
    public static SqliteStore open(Path file) {
        Database database = Database.of(DatabaseFile.open(file));
        try {
            return new SqliteStore(database, Revision.of(database, file));
        } catch (RuntimeException e) {
            try (database) {
                throw e;
            }
        }
    }

    /**
     * Loads what the first database of a process needs: SQLite's library and the classes that write. Nobody must call
     * this; it is for another thread while there is something else to do.
     *
     * @throws TargetException if SQLite cannot be loaded
     */
    public static void load() {
        try {
            NativeLibrary.load();
            DriverManager.getConnection("jdbc:sqlite::memory:").close();
        } catch (SQLException e) {
            throw new TargetException("SQLite cannot be used: " + e.getMessage() + ".", e);
        }
        MetricInsert.load();
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
        return experiments.datasets(experiment.experimentId());
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return runs.runs(experiment.experimentId());
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return metrics.metrics(run);
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
    public Stream<RegisteredModel> registeredModels() {
        return registry.models();
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return registry.versions(model.name());
    }

    @Override
    public long entityCount() {
        return new TableCheck(database, schema).entityCount();
    }

    @Override
    public Findings findings() {
        if (!tablesChecked) {
            tablesChecked = true;
            new TableCheck(database, schema).run();
        }
        return database.findings();
    }

    /** Empty: a database has no files to show. */
    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return Optional.empty();
    }

    /**
     * SQLite's own {@code quick_check} of a database at any revision, on a connection of its own: its complaints, none for
     * a sound file.
     *
     * @throws TargetException if there is no such file, or it is no SQLite database
     */
    public static List<String> quickCheck(Path file) {
        try (Database database = Database.of(DatabaseFile.open(file))) {
            // Each page is looked at once.
            database.execute("PRAGMA cache_size = -4096");
            return complaints(database, "PRAGMA quick_check");
        }
    }

    /** SQLite's own {@code integrity_check}, which looks at every index as well: its complaints. */
    public List<String> integrityCheck() {
        return complaints(database, "PRAGMA integrity_check");
    }

    private static List<String> complaints(Database database, String check) {
        return database.rows(check).stream()
                .map(row -> row.get(0))
                .filter(complaint -> !complaint.equals("ok"))
                .toList();
    }

    /** SQLite's own {@code foreign_key_check}: a sentence for each row whose owner is missing. */
    public List<String> foreignKeyCheck() {
        return database.orphans().stream()
                .map(row -> "Row " + row.get(1) + " of " + row.get(0) + " has no owner in " + row.get(2) + ".")
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
