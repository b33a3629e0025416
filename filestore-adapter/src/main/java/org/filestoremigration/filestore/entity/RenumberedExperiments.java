package org.filestoremigration.filestore.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.migration.PromptExperiments;

/**
 * The experiments that a repair gave another id than their folder says. A prompt names the experiments that it belongs to
 * in a tag, which must follow.
 *
 * @param newIds the new id by the folder's name
 */
public record RenumberedExperiments(Map<String, String> newIds) {

    static final RenumberedExperiments NONE = new RenumberedExperiments(Map.of());

    public RenumberedExperiments {
        newIds = Map.copyOf(newIds);
    }

    public static RenumberedExperiments of(List<ExperimentFolder> experiments) {
        Map<String, String> newIds = new HashMap<>();
        for (ExperimentFolder experiment : experiments) {
            if (!experiment.folderName().equals(experiment.id().toString())) {
                newIds.put(experiment.folderName(), experiment.id().toString());
            }
        }
        return new RenumberedExperiments(newIds);
    }

    /** The tag's value with the new ids instead of the old. */
    String inTag(String value) {
        return newIds.isEmpty() ? value : PromptExperiments.renumbered(value, id -> newIds.getOrDefault(id, id));
    }
}
