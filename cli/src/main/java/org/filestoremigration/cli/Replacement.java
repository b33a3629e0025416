package org.filestoremigration.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.verification.EntityIds;

/** A database that is to be replaced: that must not lose what only it holds. */
final class Replacement {

    private Replacement() {}

    /**
     * Refuses to replace a database of MLflow that holds what the source lacks, such as a run that was logged since the
     * last migration. What is not a database of MLflow cannot be looked into.
     */
    static void refuseLoss(TargetDatabase target, EntityIds source) {
        if (!target.isInUse()) {
            return;
        }
        List<EntityIds.Others> others;
        try (TargetDatabase.Opened existing = target.open()) {
            others = source.lackedOf(existing.store());
        } catch (TargetException e) {
            return;
        }
        if (!others.isEmpty()) {
            throw new TargetException(
                    "the target " + target + " has data that the source lacks and that would be lost: "
                            + others.stream().map(Replacement::text).collect(Collectors.joining("; "))
                            + ": add to it with --merge, or replace it anyway with --overwrite --discard-target");
        }
    }

    /** What a database of MLflow holds, in a few words; empty for any other file. */
    static String held(TargetDatabase target) {
        try (TargetDatabase.Opened existing = target.open()) {
            return new EntityIds()
                    .lackedOf(existing.store()).stream()
                            .map(Replacement::counted)
                            .collect(Collectors.joining(", "));
        } catch (TargetException e) {
            return "";
        }
    }

    private static String text(EntityIds.Others others) {
        String more = others.count() > others.names().size() ? ", …" : "";
        return counted(others) + " (" + String.join(", ", others.names()) + more + ")";
    }

    private static String counted(EntityIds.Others others) {
        return Counted.of(others.count(), others.kind().title());
    }
}
