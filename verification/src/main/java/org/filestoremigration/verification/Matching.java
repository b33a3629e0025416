package org.filestoremigration.verification;

import org.filestoremigration.domain.finding.EntityKey;

/** Entities without children in the walk: each is compared, missing or unexpected. */
record Matching<T extends Record>(EntityType<T> type, EntityKey owner, Outcomes outcomes)
        implements OrderedJoin.Visitor<T> {

    @Override
    public void both(T expected, T actual) {
        outcomes.both(type, owner, expected, actual);
    }

    @Override
    public void onlyExpected(T expected) {
        outcomes.missing(type, owner, expected);
    }

    @Override
    public void onlyActual(T actual) {
        outcomes.unexpected(type, owner, actual);
    }
}
