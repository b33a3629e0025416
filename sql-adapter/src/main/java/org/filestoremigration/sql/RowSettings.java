package org.filestoremigration.sql;

import org.jooq.Configuration;
import org.jooq.TableRecord;
import org.jooq.impl.DefaultConfiguration;
import org.mapstruct.BeforeMapping;
import org.mapstruct.MappingTarget;

/**
 * What a row asks jOOQ's settings for whenever a column of its key is set: one that has none makes new ones each time,
 * which took a tenth of the time of writing.
 */
final class RowSettings {

    private static final Configuration SETTINGS = new DefaultConfiguration();

    private RowSettings() {}

    @BeforeMapping
    static void attach(@MappingTarget TableRecord<?> row) {
        row.attach(SETTINGS);
    }
}
