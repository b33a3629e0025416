package org.filestoremigration.domain.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.filestoremigration.domain.trace.SpanForm;

/** A target in memory; what happens to its content between writing and reading is the test's choice. */
public final class InMemoryTarget implements StoreTarget {

    private final InMemoryStore store = new InMemoryStore();
    private final Consumer<InMemoryStore> damage;
    private final List<Check> checks;
    private boolean damaged;
    private boolean published;

    /**
     * @param damage what is done to the store after the commit
     * @param checks what the target says of itself
     */
    public InMemoryTarget(Consumer<InMemoryStore> damage, Check... checks) {
        this.damage = damage;
        this.checks = List.of(checks);
    }

    @Override
    public TargetLimits limits() {
        return new TargetLimits(Long.MAX_VALUE, Map.of(), Set.of(), Set.of(), Set.of(), Optional.of(SpanForm.COLUMNS));
    }

    @Override
    public StoreWriter writer() {
        return store;
    }

    @Override
    public StoreReader written() {
        if (!damaged) {
            damaged = true;
            damage.accept(store);
        }
        return store.reader();
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public void publish() {
        published = true;
    }

    @Override
    public boolean isPublished() {
        return published;
    }

    @Override
    public void close() {}
}
