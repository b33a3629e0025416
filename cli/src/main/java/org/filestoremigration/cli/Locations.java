package org.filestoremigration.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.filestoremigration.domain.migration.LocationRewrite;
import org.filestoremigration.domain.migration.LocationRule;
import org.filestoremigration.domain.migration.LocationSurvey;
import org.filestoremigration.domain.migration.RelocatedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.filestore.artifact.LocationCount;
import org.filestoremigration.filestore.artifact.Rewrites;
import org.filestoremigration.filestore.artifact.StoreFolders;

/** What becomes of the artifact locations of one reading of the source. */
final class Locations {

    private final StoreReader store;
    private final Rewrites rewrites;
    private final LocationCount count;

    /** @param rebase whether what no rewrite matches points to where the files are in the source */
    Locations(FileStores source, List<LocationRewrite> wanted, boolean rebase) {
        StoreFolders folders = StoreFolders.of(source.roots());
        rewrites = new Rewrites(wanted, folders);
        count = new LocationCount(folders);
        LocationRule byPlace = rebase ? folders.rebase() : LocationRule.NONE;
        LocationRule rule = location -> {
            Optional<String> now = rewrites.now(location);
            return now.isPresent() ? now : byPlace.now(location);
        };
        store = wanted.isEmpty() && !rebase ? source : new RelocatedStore(source, rule);
    }

    /** The source, with the locations that its entities are to have. */
    StoreReader store() {
        return store;
    }

    /** Looks at the locations of what it is given, and gives it on. */
    Consumer<Record> counting(Consumer<Record> observer) {
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
                    + Printable.of(rewrite.from().text())
                    + (prefixes.isEmpty()
                            ? ": the source has none"
                            : ": those of the source begin with " + Printable.of(String.join(", ", prefixes)));
        });
    }
}
