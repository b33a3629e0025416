package org.filestoremigration.verification.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.merge.MergeOutcome;
import org.filestoremigration.domain.merge.MergeOutcome.Conflict;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.jspecify.annotations.Nullable;

/** What a merge did to a database that was there. */
final class MergeSection {

    private final Html html;

    private MergeSection(Html html) {
        this.html = html;
    }

    static void write(Html html, Optional<MergeOutcomes> merge) {
        merge.ifPresent(outcomes -> new MergeSection(html).write(outcomes));
    }

    private void write(MergeOutcomes outcomes) {
        html.open("section").raw("\n").element("h2", "Merge").raw("\n");
        if (outcomes.nothingNew()) {
            html.element("p", "The target already had everything in the source.")
                    .raw("\n");
        }
        counts("Added", outcomes.added());
        counts("Updated in the target", outcomes.forwardCounts());
        for (Decision decision : Decision.values()) {
            List<Conflict> conflicts = outcomes.conflicts().stream()
                    .filter(conflict -> conflict.decision() == decision)
                    .toList();
            list(
                    title(decision),
                    conflicts,
                    outcomes.decided(decision),
                    conflict -> values(conflict.field(), "target", conflict.target(), "source", conflict.source()));
        }
        list(
                "Changed",
                outcomes.changed(),
                outcomes.changedCount(),
                changed -> values(changed.field(), "before", changed.before(), "after", changed.after()));
        list(
                "Renumbered",
                outcomes.renumbered(),
                outcomes.renumberedCount(),
                one -> html.text(": ")
                        .visible(one.name())
                        .text(", in the source ")
                        .visible(one.original().toString()));
        list(
                "Joined under another id",
                outcomes.joined(),
                outcomes.joinedCount(),
                one -> html.text(": ")
                        .visible(one.name())
                        .text(", in the source ")
                        .visible(one.original().toString()));
        list(
                "Kept as in the target, by a rule",
                outcomes.kept(),
                outcomes.keptCount(),
                kept -> values(kept.field(), "target", kept.target(), "source", kept.source()));
        html.closeLine();
    }

    private static String title(Decision decision) {
        return switch (decision) {
            case OPEN -> "Conflicts to decide";
            case KEPT -> "Conflicts: kept";
            case REPLACED -> "Conflicts: replaced";
            case APPENDED -> "Versions with the same number: appended";
        };
    }

    private void counts(String title, Map<EntityKind, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        html.element("h3", title).raw("\n");
        ItemList.write(
                html,
                "items",
                List.copyOf(counts.entrySet()),
                entry -> html.text(entry.getKey().title() + ": " + Html.number(entry.getValue())));
    }

    private <T extends MergeOutcome> void list(String title, List<T> kept, long count, Consumer<T> write) {
        if (count == 0) {
            return;
        }
        html.open("h3").text(title + " ");
        html.element("span", Html.number(count), "class", "count").closeLine();
        ItemList.write(html, "items", kept, count, outcome -> {
            html.visible(outcome.entity().toString());
            write.accept(outcome);
        });
    }

    private void values(
            String field, String left, @Nullable String leftValue, String right, @Nullable String rightValue) {
        html.text(", " + field + ": " + left + " ")
                .value(leftValue)
                .text(", " + right + " ")
                .value(rightValue);
    }
}
