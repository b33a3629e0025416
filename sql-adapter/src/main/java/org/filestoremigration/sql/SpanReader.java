package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.SPANS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.trace.LongContent;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.sql.jooq.tables.records.SpansRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Spans of traces, one row at a time, and long texts piece by piece. */
final class SpanReader {

    /** Each may be as long as a text that is held. */
    private static final int ROWS = 32;

    /** In bytes; for each of them the database reads the whole text. */
    private static final int PIECE = 1 << 22;

    private final Database database;
    private final SpanMapper mapper = SpanMapper.INSTANCE;
    private final RowQuery<SpansRecord> spans;
    private final @Nullable SpanCosts costs;
    private @Nullable String pieces;

    /** @param traces whose spans are asked for one after the other */
    SpanReader(Database database, MlflowSchema schema, OwnersAhead traces) {
        this.database = database;
        this.costs = schema.hasSpanMetrics() ? new SpanCosts(database, traces) : null;
        this.spans = RowQuery.of(
                        database,
                        SpansRecord::new,
                        (owner, row) -> owner.child(EntityKind.SPAN, row.getSpanId()),
                        traces,
                        SPANS.TRACE_ID,
                        DSL.noCondition(),
                        SPANS.SPAN_ID)
                .fetching(ROWS);
    }

    Stream<Span> spans(Trace trace) {
        EntityKey owner = EntityKey.of(EntityKind.TRACE, trace.experimentId(), trace.traceId());
        Stream<SpansRecord> rows = spans.stream(owner, trace.traceId());
        if (costs != null) {
            SpanCosts.OfTrace ofTrace = costs.of(owner, trace.traceId());
            rows = rows.map(row -> rebuilt(owner.child(EntityKind.SPAN, row.getSpanId()), row, ofTrace))
                    .onClose(ofTrace::close);
        }
        return rows.map(row -> span(owner, row));
    }

    /** Fills the columns of newer schemas. An upgrade from MLflow 3.9 leaves NULL, which says the same as no attributes. */
    private SpansRecord rebuilt(EntityKey span, SpansRecord row, SpanCosts.OfTrace ofTrace) {
        String found = row.getDimensionAttributes();
        SpanDimensions dimensions = SpanDimensions.read(found);
        if (found != null) {
            database.expect(
                    span,
                    SPANS.DIMENSION_ATTRIBUTES.getName(),
                    dimensions.json(),
                    found,
                    new Irregularity.Origin(span, SPANS.MODEL_NAME.getName()));
        }
        row.setModelName(dimensions.modelName());
        row.setModelProvider(dimensions.modelProvider());
        ofTrace.fill(row);
        return row;
    }

    private Span span(EntityKey owner, SpansRecord row) {
        Long end = row.getEndTimeUnixNano();
        database.expect(
                owner.child(EntityKind.SPAN, row.getSpanId()),
                SPANS.DURATION_NS.getName(),
                end == null ? null : end - row.getStartTimeUnixNano(),
                row.getDurationNs());
        Span span = mapper.toSpan(row);
        if (!row.getContent().isEmpty()) {
            return span;
        }
        LongContent text = text(row);
        return text.bytes() == 0 ? span : Span.with(text, span);
    }

    private LongContent text(SpansRecord row) {
        LongContent.Hash hash = new LongContent.Hash();
        byte[] piece;
        int from = 1;
        do {
            piece = piece(row, from);
            hash.update(piece);
            from += piece.length;
        } while (piece.length == PIECE);
        return hash.stored();
    }

    private byte[] piece(SpansRecord row, int from) {
        try (Cursor cursor = new Cursor(database, pieces(), from, row.getTraceId(), row.getSpanId())) {
            ResultSet result = cursor.next();
            byte[] piece = result == null ? null : result.getBytes(1);
            return piece == null ? new byte[0] : piece;
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private String pieces() {
        String known = pieces;
        if (known == null) {
            known = database.select(
                            List.of(DSL.field(
                                    "substr({0}, {1}, " + PIECE + ")",
                                    byte[].class,
                                    database.bytes(SPANS.CONTENT),
                                    DSL.param("from", Integer.class))),
                            SPANS,
                            Database.isGiven(SPANS.TRACE_ID).and(Database.isGiven(SPANS.SPAN_ID)),
                            List.of())
                    .sql();
            pieces = known;
        }
        return known;
    }
}
