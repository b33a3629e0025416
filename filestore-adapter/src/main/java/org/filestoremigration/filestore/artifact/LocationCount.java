package org.filestoremigration.filestore.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.migration.ArtifactLocation.Kind;
import org.filestoremigration.domain.migration.EntityLocations;
import org.filestoremigration.domain.migration.LocationState;
import org.filestoremigration.domain.migration.LocationSurvey;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.filestore.artifact.StoreFolders.Found;
import org.jspecify.annotations.Nullable;

/** Looks at the location of every entity that it is given, each owner before what it owns. Belongs to one thread. */
public final class LocationCount implements Consumer<Object> {

    /** How many different prefixes are kept, so that no store can fill the memory. */
    private static final int KEPT = 1000;

    private static final String ARTIFACTS = "artifacts";
    private static final Set<String> SECOND_LEVEL = Set.of("models", "traces");

    private final StoreFolders folders;
    private final @Nullable ArtifactLocation copies;
    private final Map<LocationState, Long> counts = new EnumMap<>(LocationState.class);
    private final Map<Key, Tally> tallies = new HashMap<>();
    private long more;
    private boolean prompt;

    private record Key(LocationState state, ArtifactLocation prefix) {}

    private static final class Tally {
        private long count;
        private long found;
        private final Set<Path> roots = new HashSet<>();
    }

    /** @param copies what the locations of copied artifacts begin with; null if none are copied */
    public LocationCount(StoreFolders folders, @Nullable ArtifactLocation copies) {
        this.folders = folders;
        this.copies = copies;
    }

    @Override
    public void accept(Object entity) {
        if (entity instanceof RegisteredModel model) {
            prompt = EntityLocations.isPrompt(model);
        } else if (!(prompt && entity instanceof ModelVersion)) {
            for (String text : EntityLocations.of(entity)) {
                count(ArtifactLocation.parse(text), entity instanceof Experiment);
            }
        }
    }

    private void count(ArtifactLocation location, boolean experiment) {
        if (location.kind() == Kind.REFERENCE) {
            return;
        }
        if (copies != null && copies.holds(location)) {
            count(LocationState.COPIED, copies.text(), null);
            return;
        }
        Found found = folders.find(location).orElse(null);
        LocationState state = folders.state(location, experiment, found);
        if (experiment
                && state == LocationState.IN_SOURCE
                && location.path().filter(Files::exists).isEmpty()) {
            // The folder of an experiment in which nothing was done yet.
            return;
        }
        count(state, found == null ? guess(location, experiment) : location.without(found.names()), found);
    }

    private void count(LocationState state, String prefix, @Nullable Found found) {
        counts.merge(state, 1L, Long::sum);
        Key key = new Key(state, ArtifactLocation.parse(prefix));
        Tally tally = tallies.get(key);
        if (tally == null && tallies.size() >= KEPT) {
            more++;
            return;
        }
        if (tally == null) {
            tally = new Tally();
            tallies.put(key, tally);
        }
        tally.count++;
        if (found != null && found.there()) {
            tally.found++;
            tally.roots.add(found.root());
        }
    }

    /** What is before the names that MLflow gives: an experiment's, and those of a run, logged model or trace. */
    private static String guess(ArtifactLocation location, boolean experiment) {
        List<String> names = location.names();
        int artifacts = names.lastIndexOf(ARTIFACTS);
        int first = artifacts >= 3 && SECOND_LEVEL.contains(names.get(artifacts - 2)) ? artifacts - 3 : artifacts - 2;
        if (artifacts >= 2) {
            return location.without(names.size() - first);
        }
        return experiment && !names.isEmpty() ? location.without(1) : location.text();
    }

    /** What has been counted so far. */
    public LocationSurvey survey() {
        List<LocationSurvey.Prefix> prefixes = new ArrayList<>();
        tallies.forEach((key, tally) -> prefixes.add(new LocationSurvey.Prefix(
                key.state(),
                key.prefix().text(),
                tally.count,
                tally.found,
                tally.roots.size() == 1
                        ? ArtifactLocation.of(tally.roots.iterator().next()).text()
                        : "")));
        prefixes.sort(Comparator.comparing(LocationSurvey.Prefix::state)
                .thenComparing(LocationSurvey.Prefix::count, Comparator.reverseOrder())
                .thenComparing(LocationSurvey.Prefix::text));
        return new LocationSurvey(counts, prefixes, more);
    }
}
