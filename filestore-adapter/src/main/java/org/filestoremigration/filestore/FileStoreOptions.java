package org.filestoremigration.filestore;

import java.nio.file.Path;
import java.util.Set;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.filestore.disk.ReaderPool;
import org.filestoremigration.filestore.entity.EntityOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a FileStore is read.
 *
 * @param repair whether the declared repairs are applied to what would be blocked
 * @param followSymlinks whether symbolic links may lead out of the source
 * @param experiments ids or names of the experiments to read; empty for all
 * @param registry a store whose model registry is read instead of the source's own
 * @param unsupported what the target cannot hold, so that it is blocked
 * @param texts which texts the target cannot hold, so that they are blocked
 * @param threads how many threads read ahead, or {@link #THREADS_THAT_PAY}
 * @param secondLook whether each look at a file is remembered so that {@link FileStores#isAsItWas} can tell, for a
 *     microsecond of each
 */
public record FileStoreOptions(
        boolean repair,
        boolean followSymlinks,
        Set<String> experiments,
        @Nullable Path registry,
        Set<Feature> unsupported,
        TextLimits texts,
        int threads,
        boolean secondLook) {

    /** Instead of a number of threads: few where files come quickly, more where they do not. */
    public static final int THREADS_THAT_PAY = ReaderPool.THREADS_THAT_PAY;

    /** Everything, exactly. */
    public static final FileStoreOptions DEFAULT =
            new FileStoreOptions(false, false, Set.of(), null, Set.of(), TextLimits.NONE, THREADS_THAT_PAY, true);

    public FileStoreOptions {
        if (threads < 0) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        experiments = Set.copyOf(experiments);
        unsupported = Set.copyOf(unsupported);
    }

    /** What of this the readers of entities need. */
    EntityOptions forEntities() {
        String runsFrom = registry == null ? null : "sources";
        return new EntityOptions(repair, unsupported, texts, experiments.isEmpty() ? runsFrom : "chosen experiments");
    }

    public FileStoreOptions withRepair(boolean newRepair) {
        return new FileStoreOptions(
                newRepair, followSymlinks, experiments, registry, unsupported, texts, threads, secondLook);
    }

    public FileStoreOptions withFollowSymlinks(boolean newFollowSymlinks) {
        return new FileStoreOptions(
                repair, newFollowSymlinks, experiments, registry, unsupported, texts, threads, secondLook);
    }

    public FileStoreOptions withExperiments(Set<String> newExperiments) {
        return new FileStoreOptions(
                repair, followSymlinks, newExperiments, registry, unsupported, texts, threads, secondLook);
    }

    public FileStoreOptions withRegistry(@Nullable Path newRegistry) {
        return new FileStoreOptions(
                repair, followSymlinks, experiments, newRegistry, unsupported, texts, threads, secondLook);
    }

    public FileStoreOptions withUnsupported(Set<Feature> newUnsupported) {
        return new FileStoreOptions(
                repair, followSymlinks, experiments, registry, newUnsupported, texts, threads, secondLook);
    }

    public FileStoreOptions withTexts(TextLimits newTexts) {
        return new FileStoreOptions(
                repair, followSymlinks, experiments, registry, unsupported, newTexts, threads, secondLook);
    }

    public FileStoreOptions withThreads(int newThreads) {
        return new FileStoreOptions(
                repair, followSymlinks, experiments, registry, unsupported, texts, newThreads, secondLook);
    }

    public FileStoreOptions withSecondLook(boolean newSecondLook) {
        return new FileStoreOptions(
                repair, followSymlinks, experiments, registry, unsupported, texts, threads, newSecondLook);
    }
}
