package org.filestoremigration.domain.store;

import java.util.List;

/**
 * Where a migration goes, whatever it is made of. It is written once, read back before anybody else can see it, and then
 * published, or closed and gone.
 *
 * <p>In order: {@link #writer()}, its {@link StoreWriter#commit()} and {@link StoreWriter#close()} or only the first,
 * {@link #written()}, {@link #checks()}, {@link #publish()}. Everything but {@link #close()} and {@link #isPublished()},
 * which any thread may call, belongs to one thread at a time. All methods throw {@link TargetException} when the target
 * cannot be written.
 */
public interface StoreTarget extends AutoCloseable {

    /** What it cannot hold. */
    TargetLimits limits();

    /** The writer of the whole content; to be asked for once. */
    StoreWriter writer();

    /** Reads what the writer committed, which nothing else sees yet; to be asked for again only when it is closed. */
    StoreReader written();

    /** {@link #written()} for one reading in the order of the {@link StoreWalk}, which may be quicker so. */
    default StoreReader writtenInOrder() {
        return written();
    }

    /** The checks of the database itself; to be asked for when {@link #written()} has been read and is not yet closed. */
    List<Check> checks();

    /**
     * Makes what was committed what everybody sees, lastingly. Nothing may be open any more.
     *
     * @throws TargetException when the place is taken by now
     */
    void publish();

    /** Whether {@link #publish()} has come to its end. */
    boolean isPublished();

    /** Takes back what was not published, so that the place is as it was before; closing again does nothing. */
    @Override
    void close();
}
