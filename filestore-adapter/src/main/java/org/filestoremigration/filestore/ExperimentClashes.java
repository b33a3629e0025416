package org.filestoremigration.filestore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.filestoremigration.domain.migration.ExperimentNames;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.disk.FileCount;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.ExperimentFolder;

/**
 * The experiments of several stores that cannot all be in one database, because they share an id or a name: all of them
 * are blocked. The default experiment is the exception: MLflow makes an empty one in every store, and of the empty ones
 * the first is kept if no store has used its own.
 */
final class ExperimentClashes {

    private static final String REMEDY = "migrate each source into its own database, or choose with --experiment";

    private record Found(SourceTree tree, ExperimentFolder experiment, String name) {

        String place() {
            return experiment.folder().place();
        }

        /** As MLflow made it by itself: nothing but its meta.yaml. */
        boolean untouched() {
            FileCount files = FileCount.below(experiment.folder());
            return name.equals(ExperimentNames.DEFAULT)
                    && !experiment.deleted()
                    && files.files() == 1
                    && files.unreadable().isEmpty();
        }
    }

    private final Ledger ledger;
    private final Set<String> left = new HashSet<>();

    private ExperimentClashes(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The surveys without the experiments that stay out; the ledger is notified of each. */
    static List<Surveyed> without(List<SourceTree> trees, List<Surveyed> surveys, Ledger ledger) {
        if (trees.size() == 1) {
            return surveys;
        }
        ExperimentClashes clashes = new ExperimentClashes(ledger);
        clashes.find(all(trees, surveys));
        return surveys.stream()
                .map(survey -> survey.with(survey.experiments().stream()
                        .filter(experiment ->
                                !clashes.left.contains(experiment.folder().place()))
                        .toList()))
                .toList();
    }

    private static List<Found> all(List<SourceTree> trees, List<Surveyed> surveys) {
        List<Found> all = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            Surveyed survey = surveys.get(i);
            for (ExperimentFolder experiment : survey.experiments()) {
                String name = Objects.requireNonNull(survey.names().get(experiment.id()));
                all.add(new Found(trees.get(i), experiment, name));
            }
        }
        return all;
    }

    private void find(List<Found> all) {
        List<Found> defaults = all.stream()
                .filter(found -> found.experiment.id().equals(ExperimentId.DEFAULT))
                .toList();
        if (defaults.size() > 1) {
            mergeUntouched(defaults);
        }
        List<Found> rest =
                all.stream().filter(found -> !left.contains(found.place())).toList();
        block(rest, found -> found.experiment.id(), "id");
        block(rest, Found::name, "name");
    }

    private void mergeUntouched(List<Found> defaults) {
        Found kept = defaults.stream()
                .filter(found -> !found.untouched())
                .findFirst()
                .orElse(defaults.get(0));
        for (Found found : defaults) {
            if (!found.equals(kept) && found.untouched()) {
                FolderReport report = new FolderReport(found.tree);
                report.note(
                        found.experiment.folder().whole(),
                        "it is the unused default experiment; the one of " + kept.place() + " is migrated");
                report.leftAloneBelow(found.experiment.folder());
                ledger.add(report);
                left.add(found.place());
            }
        }
    }

    private void block(List<Found> all, Function<Found, Object> key, String what) {
        Map<Object, List<Found>> byKey = new LinkedHashMap<>();
        all.forEach(found -> byKey.computeIfAbsent(key.apply(found), any -> new ArrayList<>())
                .add(found));
        for (List<Found> same : byKey.values()) {
            for (Found found : same.size() > 1 ? same : List.<Found>of()) {
                Found other = same.get(same.get(0).equals(found) ? 1 : 0);
                if (left.add(found.place())) {
                    FolderReport report = new FolderReport(found.tree);
                    report.blocked(
                            found.experiment.folder(),
                            "another source has an experiment of the same " + what + ": " + other.place(),
                            REMEDY);
                    report.ownerBlocked(found.experiment.folder());
                    ledger.add(report);
                }
            }
        }
    }
}
