package org.filestoremigration.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.trace.SpanForm;

/**
 * One revision of MLflow's SQL schema, with the MLflow releases that speak it.
 *
 * <p>A database at a revision opens in each of its releases as it is; {@code mlflow db upgrade} of a later release takes
 * it further. The releases are all that exist from 2.22.0 to 3.18.0. Their order is not quite that of the revisions:
 * 3.1.0 still has the revision of 3.0.0, while 3.0.1 has that of 3.1.1.
 *
 * <p>What distinguishes the revisions is said once, by the DDL of each: whoever writes or reads a database asks the
 * database for its columns.
 */
public final class MlflowSchema {

    private static final List<MlflowSchema> ALL = List.of(
            new MlflowSchema("0584bdc529eb", "2.22.0", "2.22.1", "2.22.2", "2.22.4", "2.22.5"),
            new MlflowSchema("6953534de441", "3.0.0", "3.1.0"),
            new MlflowSchema("bda7b8c39065", "3.0.1", "3.1.1", "3.1.3", "3.1.4"),
            new MlflowSchema("770bee3ae1dd", "3.2.0"),
            new MlflowSchema("1a0cddfcaa16", "3.3.0", "3.3.1", "3.3.2"),
            new MlflowSchema("71994744cf8e", "3.4.0"),
            new MlflowSchema("bf29a5ff90ea", "3.5.0", "3.5.1", "3.6.0", "3.7.0"),
            new MlflowSchema("1bd49d398cd23", "3.8.0", "3.8.1"),
            new MlflowSchema("d3e4f5a6b7c8", "3.9.0"),
            new MlflowSchema("1b5f0d9ad7c1", "3.10.0", "3.10.1"),
            new MlflowSchema("c3d6457b6d8a", "3.11.1"),
            new MlflowSchema("7d34483879f0", "3.12.0"),
            new MlflowSchema("da6fb0208061", "3.13.0"),
            new MlflowSchema("b7e4c1a90f23", "3.14.0"),
            new MlflowSchema("6f8d9c3b2a1e", "3.15.0", "3.15.1", "3.15.2"),
            new MlflowSchema("b7e2c1a4d9f3", "3.16.0", "3.16.1"),
            new MlflowSchema("dc11669786a5", "3.17.0", "3.17.1", "3.17.2"),
            new MlflowSchema("f4a9b2c7d1e6", "3.18.0"));

    /**
     * The newest that the tests open in a real MLflow which installs as it was published: 3.17.2's. They open 3.18.0's too,
     * but that release asks for two packages that were not published with it.
     */
    public static final MlflowSchema NEWEST_TESTED = forVersion("3.17.2");

    private final String revision;
    private final List<String> mlflowVersions;

    private MlflowSchema(String revision, String... mlflowVersions) {
        this.revision = revision;
        this.mlflowVersions = List.of(mlflowVersions);
    }

    /** All that are known, oldest first: each is what {@code mlflow db upgrade} makes of the one before. */
    public static List<MlflowSchema> all() {
        return ALL;
    }

    /**
     * The schema that an MLflow release creates.
     *
     * @param mlflowVersion such as {@code 3.17.2}
     * @throws TargetException for a release that is not known
     */
    public static MlflowSchema forVersion(String mlflowVersion) {
        return ALL.stream()
                .filter(schema -> schema.mlflowVersions.contains(mlflowVersion))
                .findFirst()
                .orElseThrow(() -> new TargetException("The schema of MLflow " + mlflowVersion
                        + " is not known; choose a release from " + oldest() + " to " + newest() + "."));
    }

    /**
     * The schema of an Alembic revision, as the table {@code alembic_version} holds it.
     *
     * @throws TargetException for a revision that is not known
     */
    public static MlflowSchema forRevision(String revision) {
        return ALL.stream()
                .filter(schema -> schema.revision.equals(revision))
                .findFirst()
                .orElseThrow(() -> new TargetException("The schema revision " + revision
                        + " is not known; the known ones are those of MLflow " + oldest() + " to " + newest() + "."));
    }

    private static String oldest() {
        return ALL.get(0).mlflowVersions.get(0);
    }

    private static String newest() {
        List<String> versions = ALL.get(ALL.size() - 1).mlflowVersions;
        return versions.get(versions.size() - 1);
    }

    /** Alembic's name for it: 12 hexadecimal digits, once 13. */
    public String revision() {
        return revision;
    }

    /** The releases that create and open it, oldest first. */
    public List<String> mlflowVersions() {
        return mlflowVersions;
    }

    /** What a FileStore may hold, and this schema or an MLflow that speaks it cannot. */
    public Set<Feature> unsupported() {
        Set<Feature> unsupported = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (ALL.indexOf(forVersion(feature.since())) > ALL.indexOf(this)) {
                unsupported.add(feature);
            }
        }
        return unsupported;
    }

    /** In which form it keeps spans; empty where MLflow does not look for them there. */
    public Optional<SpanForm> spanForm() {
        return Arrays.stream(SpanForm.values())
                .filter(form -> ALL.indexOf(forVersion(form.since())) <= ALL.indexOf(this))
                .max(Comparator.naturalOrder());
    }

    /** Whether a span has rows in {@code span_metrics}; earlier there is no such table, later nothing fills it. */
    boolean hasSpanMetrics() {
        return spanForm().filter(SpanForm.DIMENSIONS::equals).isPresent();
    }

    /** The statements that create it in SQLite, with the rows that MLflow's own migrations insert. */
    public String ddl() {
        String resource = "schema/" + revision + ".sql";
        try (InputStream in = MlflowSchema.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For example {@code MLflow 3.17.0, 3.17.1, 3.17.2 (dc11669786a5)}. */
    @Override
    public String toString() {
        return "MLflow " + String.join(", ", mlflowVersions) + " (" + revision + ")";
    }
}
