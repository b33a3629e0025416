package org.filestoremigration.domain.merge;

import org.filestoremigration.domain.migration.ShortExperimentIds;
import org.filestoremigration.domain.tracking.ExperimentId;

/**
 * The number of one experiment of a source.
 *
 * @param original in the source
 * @param now in the target
 * @param joined whether the experiment is one that was there before
 */
record ExperimentNumber(ExperimentId original, ExperimentId now, boolean joined, String name) {

    /** The tag that says under which id a source knew an experiment that got another one. */
    static final String TAG = ShortExperimentIds.TAG;

    boolean moved() {
        return !original.equals(now);
    }
}
