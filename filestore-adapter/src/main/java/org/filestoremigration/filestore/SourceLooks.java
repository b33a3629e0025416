package org.filestoremigration.filestore;

import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.ReaderPool;
import org.filestoremigration.filestore.disk.SecondLook;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;

/** Tells whether a store's files are what they were when they were read. */
final class SourceLooks {

    private final SourceTree tree;
    private final RegistrySource registry;
    private final ReaderPool pool;
    private final Ledger ledger;

    SourceLooks(SourceTree tree, RegistrySource registry, ReaderPool pool, Ledger ledger) {
        this.tree = tree;
        this.registry = registry;
        this.pool = pool;
        this.ledger = ledger;
    }

    /** As {@link FileStores#showsChanges()}, of this store. */
    boolean showsChanges() {
        return tree.showsChanges() && registry.tree().showsChanges();
    }

    /** As {@link FileStores#isAsItWas()}, of a store that is read alone, whether that can tell or not. */
    boolean looksTheSame() {
        return lookAgain() == ledger.looks();
    }

    /** The sum over another look at every file below the root, and below the registry where that is elsewhere. */
    long lookAgain() {
        long looks = SecondLook.below(tree, tree.root(), pool);
        SourceEntry elsewhere = registry.tree() == tree ? null : registry.folder();
        return elsewhere == null ? looks : looks + SecondLook.below(registry.tree(), elsewhere, pool);
    }
}
