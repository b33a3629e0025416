package org.filestoremigration.verification;

import static java.util.Comparator.comparing;

import java.util.Comparator;
import org.filestoremigration.domain.finding.EntityKind;

/** What differences are counted by. */
public record DifferenceGroup(Difference.Kind kind, EntityKind entityKind, String field)
        implements Comparable<DifferenceGroup> {

    private static final Comparator<DifferenceGroup> ORDER = comparing(DifferenceGroup::kind)
            .thenComparing(DifferenceGroup::entityKind)
            .thenComparing(DifferenceGroup::field);

    static DifferenceGroup of(Difference difference) {
        return new DifferenceGroup(difference.kind(), difference.entity().kind(), difference.field());
    }

    /** Missing before changed before unexpected, then owners first, then by field. */
    @Override
    public int compareTo(DifferenceGroup other) {
        return ORDER.compare(this, other);
    }
}
