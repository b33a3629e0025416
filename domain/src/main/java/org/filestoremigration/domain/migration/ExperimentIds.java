package org.filestoremigration.domain.migration;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.TextOrder;

/** Gives ids to experiments whose folder names none, such as {@code my-exp}, {@code 007} or twenty digits. */
public final class ExperimentIds {

    private ExperimentIds() {}

    /**
     * The next free ids above the greatest, in the order of the folders' names; those for which none is left are absent.
     *
     * @param taken the ids of the other experiments
     */
    public static Map<String, ExperimentId> next(Collection<ExperimentId> taken, Collection<String> folders) {
        long greatest = taken.stream().mapToLong(ExperimentId::value).max().orElse(ExperimentId.DEFAULT.value());
        Map<String, ExperimentId> given = new LinkedHashMap<>();
        for (String folder : folders.stream().sorted(TextOrder::compare).toList()) {
            if (greatest == Long.MAX_VALUE) {
                break;
            }
            greatest++;
            given.put(folder, new ExperimentId(greatest));
        }
        return given;
    }
}
