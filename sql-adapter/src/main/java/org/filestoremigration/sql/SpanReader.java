package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.SPANS;

import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.sql.jooq.tables.records.SpansRecord;
import org.jooq.impl.DSL;

/** Spans of traces, one row at a time. */
final class SpanReader {

    private final Database database;
    private final SpanMapper mapper = SpanMapper.INSTANCE;
    private final RowQuery<SpansRecord> spans;

    /** @param traces whose spans are asked for one after the other */
    SpanReader(Database database, OwnersAhead traces) {
        this.database = database;
        this.spans = RowQuery.of(
                database,
                SpansRecord::new,
                (owner, row) -> owner.child(EntityKind.SPAN, row.getSpanId()),
                traces,
                SPANS.TRACE_ID,
                DSL.noCondition(),
                SPANS.SPAN_ID);
    }

    Stream<Span> spans(Trace trace) {
        EntityKey owner = EntityKey.of(EntityKind.TRACE, trace.experimentId(), trace.traceId());
        return spans.stream(owner, trace.traceId()).map(row -> span(owner, row));
    }

    private Span span(EntityKey owner, SpansRecord row) {
        Long end = row.getEndTimeUnixNano();
        database.expect(
                owner.child(EntityKind.SPAN, row.getSpanId()),
                SPANS.DURATION_NS.getName(),
                end == null ? null : end - row.getStartTimeUnixNano(),
                row.getDurationNs());
        return mapper.toSpan(row);
    }
}
