package org.filestoremigration.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.filestoremigration.domain.merge.Joining;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.domain.merge.OnConflict;
import org.filestoremigration.domain.merge.UnitedStore;
import org.filestoremigration.domain.migration.ShortExperimentIds;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.FileStores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Whether what is there already is added to, and who is right where two contradict. */
final class MergeOption {

    @Spec(Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--merge",
            description =
                    "Add to an existing target what it lacks; nothing in it is lost. Several sources are merged as well: entries with the same name or id become one.")
    private boolean merge;

    @Option(
            names = "--on-conflict",
            paramLabel = "fail|target|source",
            completionCandidates = OnConflictWords.class,
            description =
                    "With --merge, if both have different values for the same field: list all conflicts and write nothing, keep the target's value, or take the source's. Default: fail.")
    @Nullable
    private OnConflict onConflict;

    /** As they are typed. */
    static final class OnConflictWords implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(OnConflict.values())
                    .map(value -> value.name().toLowerCase(Locale.ROOT))
                    .iterator();
        }
    }

    /** Whether it was asked for; complains about an option that makes no sense without it. */
    boolean wanted() {
        if (!merge && onConflict != null && spec != null) {
            throw new ParameterException(spec.commandLine(), "--on-conflict needs --merge");
        }
        return merge;
    }

    OnConflict onConflict() {
        return onConflict == null ? OnConflict.FAIL : onConflict;
    }

    /** Opens the source again, for what a target can hold. */
    FileStores open(ReadingOptions reading, TargetLimits limits) {
        return wanted() ? reading.openApart(limits, true) : reading.open(limits);
    }

    /** The source as a new target takes it: with the locations that were asked for, and in the target's numbers. */
    StoreReader read(
            ReadingOptions reading,
            FileStores source,
            Locations locations,
            TargetLimits limits,
            MergeOutcomes outcomes) {
        return wanted()
                ? united(source, locations, null, limits, outcomes)
                : reading.numbered(source, locations.store(), limits);
    }

    UnitedStore united(
            FileStores source,
            Locations locations,
            @Nullable IndexedStore before,
            TargetLimits limits,
            MergeOutcomes outcomes) {
        return UnitedStore.of(
                source.stores().stream().map(locations::located).toList(),
                before,
                greatest(limits),
                new Joining(onConflict(), outcomes));
    }

    /** As in a first migration: a column of 32 bits leaves room for MLflow's own next experiments. */
    private static ExperimentId greatest(TargetLimits limits) {
        boolean narrow = limits.greatestExperimentId() < Long.MAX_VALUE;
        return new ExperimentId(narrow ? ShortExperimentIds.MAX_KEPT_ID : Long.MAX_VALUE);
    }
}
