package org.filestoremigration.domain.merge;

import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreReader;

/**
 * A target as it was, and stays to both readers while it is changed.
 *
 * @param inOrder asked once for each of its streams, in the order of the walk
 * @param byId asked for anything at any time
 */
public record TargetReaders(StoreReader inOrder, IndexedStore byId) {

    /** One reader for both. */
    public static TargetReaders of(IndexedStore before) {
        return new TargetReaders(before, before);
    }
}
