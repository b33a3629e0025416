package org.filestoremigration.domain.store;

import java.util.List;

/** A database that is there, whoever wrote it, as a store to read. */
public interface CheckedStore extends StoreReader {

    /** What the database says of itself after its most thorough checks, whether its records can be read or not. */
    List<Check> checks();
}
