package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.merge.MergeOutcome;
import org.filestoremigration.domain.merge.MergeOutcome.Conflict;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.verification.VisibleText;
import org.jspecify.annotations.Nullable;

/** Says what a merge does, for a person: a few lines of each kind, the rest is for the report. */
final class MergeText {

    private final PrintWriter out;

    MergeText(PrintWriter out) {
        this.out = out;
    }

    void print(MergeOutcomes outcomes) {
        if (outcomes.nothingNew()) {
            out.println("Nothing to add: the target already has everything in the source.");
        }
        counts("Added:", outcomes.added());
        counts("Updated in the target:", outcomes.forwardCounts());
        differences(outcomes);
    }

    /** What the two sides do not have in common. */
    void differences(MergeOutcomes outcomes) {
        list(
                "Changed there",
                outcomes.changed(),
                outcomes.changedCount(),
                one -> one.entity() + ", " + one.field() + ": " + value(one.before()) + " is now "
                        + value(one.after()));
        list(
                "Joined under another id",
                outcomes.joined(),
                outcomes.joinedCount(),
                one -> one.name() + ": " + one.original() + " is " + one.entity() + " of the target");
        list(
                "Renumbered",
                outcomes.renumbered(),
                outcomes.renumberedCount(),
                one -> one.name() + ": " + one.original() + " is now " + one.entity());
        list(
                "Kept as in the target, by a rule",
                outcomes.kept(),
                outcomes.keptCount(),
                one -> one.entity() + ", " + one.field() + ": target " + value(one.target()) + ", source "
                        + value(one.source()));
        for (Decision decision : Decision.values()) {
            List<Conflict> conflicts = outcomes.conflicts().stream()
                    .filter(conflict -> conflict.decision() == decision)
                    .toList();
            list(title(decision), conflicts, outcomes.decided(decision), MergeText::text);
        }
    }

    private static String title(Decision decision) {
        return switch (decision) {
            case OPEN -> "Conflicts";
            case KEPT -> "Conflicts in which the target's value stays";
            case REPLACED -> "Conflicts in which the source's value replaces the target's";
            case APPENDED -> "Versions with the same number, appended";
        };
    }

    private static String text(Conflict conflict) {
        return conflict.entity() + ", " + conflict.field() + ": target " + value(conflict.target()) + ", source "
                + value(conflict.source());
    }

    private static String value(@Nullable String value) {
        return value == null ? "nothing" : "'" + value + "'";
    }

    private void counts(String heading, Map<EntityKind, Long> counts) {
        if (!counts.isEmpty()) {
            out.println(heading);
            counts.forEach((kind, count) -> out.printf(Locale.ROOT, "  %-26s %,12d%n", kind.title(), count));
        }
    }

    private <T extends MergeOutcome> void list(String heading, List<T> kept, long count, Function<T, String> text) {
        if (count == 0) {
            return;
        }
        out.printf(Locale.ROOT, "%s: %,d%n", heading, count);
        long shown = Math.min(kept.size(), FindingsText.SHOWN);
        kept.stream().limit(shown).forEach(one -> out.println("  " + VisibleText.sentence(text.apply(one))));
        if (count > shown) {
            out.printf(Locale.ROOT, "  and %,d more, see --report%n", count - shown);
        }
    }
}
