package org.filestoremigration.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.migration.LocationRule;
import org.filestoremigration.domain.migration.LocationSurvey;
import org.filestoremigration.domain.migration.RelocatedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.filestore.artifact.ArtifactCopy;
import org.filestoremigration.filestore.artifact.CopiedArtifacts;
import org.filestoremigration.filestore.artifact.LocationCount;
import org.filestoremigration.filestore.artifact.Rewrites;
import org.filestoremigration.filestore.artifact.StoreFolders;
import org.filestoremigration.filestore.span.StoreWithSpans;
import org.filestoremigration.sql.LocationColumn;
import org.filestoremigration.verification.VisibleText;
import org.jspecify.annotations.Nullable;

/** What becomes of the artifact locations of one reading of the source. */
final class Locations {

    private final FileStores source;
    private final ReadingOptions options;
    private final LocationRule rule;
    private final Rewrites rewrites;
    private final LocationCount count;

    /** @param copy is notified of all artifacts; null if only the locations are wanted */
    Locations(FileStores source, ReadingOptions options, @Nullable ArtifactCopy copy) {
        StoreFolders folders = StoreFolders.of(source.roots());
        String copies = options.artifacts.location();
        rewrites = new Rewrites(options.rewrites, folders);
        count = new LocationCount(folders, copies == null ? null : ArtifactLocation.parse(copies));
        LocationRule copied = copies == null ? LocationRule.NONE : new CopiedArtifacts(copies, folders);
        LocationRule rebased = options.rebase ? folders.rebase() : LocationRule.NONE;
        this.source = source;
        this.options = options;
        rule = (owner, location) -> {
            if (copy != null) {
                copy.add(owner, location);
            }
            // Asked in any case: a prefix that matches nothing is a mistake, whatever else is wanted.
            Optional<String> rewritten = rewrites.now(owner, location);
            Optional<String> now =
                    copied.now(owner, location).or(() -> rewritten).or(() -> rebased.now(owner, location));
            demandRoom(owner, now.orElse(location.text()));
            return now;
        };
    }

    /** A location that is too long as it is was let through, as it might have become shorter. */
    private void demandRoom(EntityKey owner, String location) {
        for (LocationColumn column : LocationColumn.ALL) {
            if (column.kind() == owner.kind()) {
                options.texts()
                        .excess(column.table() + "." + column.name(), location)
                        .ifPresent(excess -> {
                            throw new TargetException("the artifact location of " + owner
                                    + " does not fit, as it is to be: " + excess.reason() + "; " + excess.remedy());
                        });
            }
        }
    }

    /** The source, with the locations that its entities are to have. */
    StoreReader store() {
        return located(source);
    }

    /** One of the source's stores, with the locations that its entities are to have. */
    StoreReader located(StoreReader store) {
        boolean asItIs = !options.moves();
        StoreReader read = options.spanForm()
                .<StoreReader>map(form -> new StoreWithSpans(store, source.roots(), form, source.texts()))
                .orElse(store);
        return asItIs ? read : new RelocatedStore(read, rule);
    }

    /** Looks at the locations of what it is given, and gives it on. */
    Consumer<Entity> counting(Consumer<Entity> observer) {
        return entity -> {
            count.accept(entity);
            observer.accept(entity);
        };
    }

    /** What has been counted. */
    LocationSurvey survey() {
        return count.survey();
    }

    /** Why the command cannot be meant as it was given: a prefix that no location begins with. */
    Optional<String> mistake() {
        return rewrites.unused().stream().findFirst().map(rewrite -> {
            List<String> prefixes = survey().prefixes().stream()
                    .map(LocationSurvey.Prefix::text)
                    .distinct()
                    .limit(FindingsText.SHOWN)
                    .toList();
            return "no artifact location begins with "
                    + VisibleText.sentence(rewrite.from().text())
                    + (prefixes.isEmpty()
                            ? ": the source has none"
                            : ": those of the source begin with " + VisibleText.sentence(String.join(", ", prefixes)));
        });
    }
}
