package org.filestoremigration.domain.store;

import java.util.List;

/**
 * A target that holds something already, to which more is added. It is read as it was, changed out of everybody's sight,
 * and published as a whole.
 *
 * <p>In order: {@link #before()} as often as wanted, {@link #updater()} and its end, {@link #written()}, {@link #checks()},
 * {@link #publish()}.
 */
public interface TargetInUse extends StoreTarget {

    /**
     * Reads the target as it was when it was claimed, also while it is changed; to be closed before it is published. Each may
     * be read on a thread of its own.
     */
    IndexedStore before();

    /** Changes the target, in the place of {@link #writer()}; to be asked for once. */
    StoreUpdater updater();

    /** {@inheritDoc} Complaints that there were before are left out. */
    @Override
    List<Check> checks();
}
