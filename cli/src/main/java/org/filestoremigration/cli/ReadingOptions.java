package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.merge.RenumberedStore;
import org.filestoremigration.domain.migration.LocationRewrite;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.domain.trace.SpanForm;
import org.filestoremigration.filestore.FileStoreOptions;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.filestore.artifact.ArtifactCopy;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.verification.VisibleText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What to read and how: the options that migrate, plan and verify share. */
final class ReadingOptions {

    @Spec(Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "DIR",
            converter = SourceOption.class,
            description =
                    "The FileStore: the directory mlruns, or the one that contains it; a path or a file: URI. May be repeated: the sources become one database, provided that no id or name occurs in two of them.")
    List<Path> sources = new ArrayList<>();

    @Option(
            names = "--registry-source",
            paramLabel = "DIR",
            converter = SourceOption.class,
            description = "The FileStore of the model registry, if it is a different one.")
    @Nullable
    Path registry;

    @Option(
            names = "--experiment",
            paramLabel = "ID-or-NAME",
            description = "Migrate only this experiment; may be repeated. All others are left alone.")
    List<String> experiments = new ArrayList<>();

    @Option(
            names = "--rewrite-artifact-uri",
            paramLabel = "OLD=NEW",
            converter = RewriteOption.class,
            description =
                    "Replace the prefix OLD of artifact locations by NEW; may be repeated. A path and its file: URI are the same.")
    List<LocationRewrite> rewrites = new ArrayList<>();

    @Option(
            names = "--rebase-artifacts",
            description =
                    "Point artifact locations to the source if their files are there: for a store that was moved or copied, and for deleted experiments.")
    boolean rebase;

    @Option(
            names = "--spans",
            paramLabel = "artifacts|database",
            defaultValue = "artifacts",
            description =
                    "Where the spans of traces go: they stay in files, or become rows, which MLflow 3.6 and later can search and evaluate. Default: ${DEFAULT-VALUE}.")
    SpansOption spans = SpansOption.ARTIFACTS;

    @Mixin
    final ArtifactOptions artifacts = new ArtifactOptions();

    @Option(
            names = "--mlflow-version",
            paramLabel = "VERSION",
            completionCandidates = MlflowReleases.class,
            description =
                    "The MLflow release that will open the database. Default: the one installed in the same Python environment, otherwise the newest tested one. The command schemas lists all.")
    @Nullable
    String mlflowVersion;

    @Option(
            names = "--repair",
            description = "Fix what has a documented repair and record it in a tag; everything else stays blocked.")
    boolean repair;

    @Option(names = "--follow-symlinks", description = "Follow symbolic links that leave the source.")
    boolean followSymlinks;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many threads read files. Default: one less than there are processors, more for slow file systems.")
    @Nullable
    Integer threads;

    /** Whether the source will be looked at once more after it was read. */
    boolean secondLook;

    private TextLimits texts = TextLimits.NONE;
    private Optional<SpanForm> spanForm = Optional.empty();

    /** The schema that was asked for; without a word, that of the MLflow beside this program. */
    MlflowSchema schema() {
        if (mlflowVersion == null && spec != null) {
            return InstalledMlflow.ofProcess().schema(spec.commandLine().getErr());
        }
        return schemaOr(MlflowSchema.NEWEST_TESTED);
    }

    /** The schema that was asked for, or another one if none was. */
    MlflowSchema schemaOr(MlflowSchema other) {
        MlflowSchema wanted = wantedSchema();
        return wanted == null ? other : wanted;
    }

    /** The schema that was asked for, null if none was. */
    @Nullable
    MlflowSchema wantedSchema() {
        try {
            return mlflowVersion == null ? null : MlflowSchema.forVersion(mlflowVersion);
        } catch (TargetException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    /** The place of a new store: a file has the schema that is to be made, a server's database may have one. */
    TargetDatabase.Place placeOf(TargetDatabase target) {
        return target.place(target.file() == null ? wantedSchema() : schema());
    }

    /** As messages name what is read: the way the user gave it. */
    static String named(FileStores source) {
        return String.join(", ", source.roots().stream().map(Path::toString).toList());
    }

    /** As reports name it: for readers who are somewhere else. */
    static String absolute(FileStores source) {
        return String.join(
                ", ",
                source.roots().stream()
                        .map(root -> root.toAbsolutePath().normalize().toString())
                        .toList());
    }

    /** Opens the source again, for what a target can hold. */
    FileStores open(TargetLimits limits) {
        return FileStores.open(sources, options(limits));
    }

    /** As {@link #open}, to merge them: what is in two sources is in both. */
    FileStores openApart(TargetLimits limits, boolean makeDefault) {
        return FileStores.openApart(sources, options(limits), makeDefault);
    }

    private FileStoreOptions options(TargetLimits limits) {
        spanForm = spans == SpansOption.DATABASE ? Optional.of(required(limits.spans())) : Optional.empty();
        if (threads != null && threads < 1) {
            throw wrongUsage("--threads is " + threads + ": at least one thread must read");
        }
        return FileStoreOptions.DEFAULT
                .withRepair(repair)
                .withFollowSymlinks(followSymlinks)
                .withExperiments(new LinkedHashSet<>(experiments))
                .withRegistry(registry)
                .withUnsupported(limits.unsupported())
                .withTexts(moves() ? texts(limits).withoutLocations() : texts(limits))
                .withThreads(threads == null ? FileStoreOptions.THREADS_THAT_PAY : threads)
                .withSecondLook(secondLook);
    }

    private SpanForm required(Optional<SpanForm> form) {
        return form.orElseThrow(() -> wrongUsage("--spans database: MLflow of the target's schema reads spans only from"
                + " files; MLflow " + SpanForm.CONTENT.since()
                + " is the first that reads them from the database: migrate"
                + " to its schema or a later one, see --mlflow-version, or leave --spans database out"));
    }

    /** In which form the target that the source was opened for holds spans; empty where they stay in files. */
    Optional<SpanForm> spanForm() {
        return spanForm;
    }

    /** Whether locations may become others. */
    boolean moves() {
        return !rewrites.isEmpty() || rebase || artifacts.location() != null;
    }

    private TextLimits texts(TargetLimits limits) {
        texts = TextLimits.of(limits);
        return texts;
    }

    /** What the columns of the target hold that the source was opened for. */
    TextLimits texts() {
        return texts;
    }

    /** A database among the files that are read would be a change of the source. */
    void refuseInside(TargetDatabase target, FileStores source) {
        Path file = target.file();
        Optional<Path> inside = file == null ? Optional.empty() : folderAround(file, source);
        if (inside.isPresent()) {
            throw new TargetException(
                    "the target " + target + " is inside the source " + inside.get() + ": choose a place outside it");
        }
    }

    /** What becomes of the locations in a source that was opened. */
    Locations locations(FileStores source) {
        return locations(source, null);
    }

    /** The same, with all artifacts copied. */
    Locations locations(FileStores source, @Nullable ArtifactCopy copy) {
        return new Locations(source, this, copy);
    }

    /**
     * A reading of the source with the experiment ids that a target can hold.
     *
     * @param read of the same source
     */
    StoreReader numbered(FileStores source, StoreReader read, TargetLimits limits) {
        return limits.greatestExperimentId() >= Long.MAX_VALUE
                ? read
                : RenumberedStore.of(read, source.shortExperimentIds());
    }

    /** Refuses to copy artifacts into the source, of which nothing is changed, or without a place. */
    void requirePlaceOfCopies(FileStores source) {
        String mistake = artifacts.mistake();
        if (mistake != null) {
            throw wrongUsage(mistake);
        }
        Path copies = artifacts.copies;
        if (copies != null && folderAround(copies.resolve("copy"), source).isPresent()) {
            throw wrongUsage("--copy-artifacts " + VisibleText.sentence(copies.toString())
                    + " is inside the source: choose a place outside it");
        }
    }

    /**
     * Ends the command if a rewrite was wanted and matched nothing; what is blocked may be what it was meant for.
     *
     * @param locations of which all have been read
     */
    void requireUse(Locations locations, FileStores source) {
        if (source.findings().blockedCount() == 0) {
            locations.mistake().ifPresent(mistake -> {
                throw wrongUsage("--rewrite-artifact-uri: " + mistake);
            });
        }
    }

    /** The directory of the source, or of its registry, that holds a file; empty if it is outside both. */
    Optional<Path> folderAround(Path file, FileStores source) {
        return SourceFolders.of(source, registry).around(file);
    }

    /** The end of the command, which was asked for what it cannot do. */
    ParameterException wrongUsage(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command before it runs it");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
