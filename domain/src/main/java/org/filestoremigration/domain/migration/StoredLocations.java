package org.filestoremigration.domain.migration;

import java.util.List;

/**
 * The artifact locations of a database that is there, whoever wrote it: changed where nothing else sees it, until they are
 * published. Closing without leaves the database as it is.
 */
public interface StoredLocations extends AutoCloseable {

    /**
     * Changes the locations that the rule changes, an experiment's before its runs' and a version's last.
     *
     * @return how many
     */
    long change(LocationRule rule);

    /**
     * Compares everything with what was there before.
     *
     * @param changed how many locations may differ
     * @return what differs although it should not, in words; empty if nothing does
     */
    List<String> differences(long changed);

    /** Lets everybody see the changes, which are on disk then. */
    void publish();

    @Override
    void close();
}
