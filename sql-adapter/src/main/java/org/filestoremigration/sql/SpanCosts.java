package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.SPAN_METRICS;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.tracking.TextOrder;
import org.filestoremigration.sql.jooq.tables.records.SpanMetricsRecord;
import org.filestoremigration.sql.jooq.tables.records.SpansRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What MLflow 3.10 to 3.16 keep in {@code span_metrics}: the costs of spans, a row for each, and nothing else. */
final class SpanCosts {

    private static final String INPUT = "input_cost";
    private static final String OUTPUT = "output_cost";
    private static final String TOTAL = "total_cost";

    private final Database database;
    private final RowQuery<SpanMetricsRecord> query;

    /** @param traces for whose spans the costs are asked, one after the other */
    SpanCosts(Database database, OwnersAhead traces) {
        this.database = database;
        this.query = RowQuery.of(
                database,
                SpanMetricsRecord::new,
                (owner, row) -> key(row),
                traces,
                SPAN_METRICS.TRACE_ID,
                DSL.noCondition(),
                SPAN_METRICS.SPAN_ID,
                SPAN_METRICS.KEY);
    }

    /** The rows that a span has, in the order of their keys. */
    static List<SpanMetricsRecord> rows(Span span) {
        Map<String, @Nullable Double> costs = new LinkedHashMap<>();
        costs.put(INPUT, span.inputCost());
        costs.put(OUTPUT, span.outputCost());
        costs.put(TOTAL, span.totalCost());
        List<SpanMetricsRecord> rows = new ArrayList<>();
        costs.forEach((key, cost) -> {
            if (cost != null) {
                rows.add(SpanMapper.INSTANCE.toRecord(span.traceId(), span.spanId(), key, cost));
            }
        });
        return rows;
    }

    private static EntityKey key(SpanMetricsRecord row) {
        return EntityKey.of(EntityKind.OTHER, SPAN_METRICS.getName())
                .child(EntityKind.OTHER, row.getTraceId(), row.getSpanId(), row.getKey());
    }

    /** Those of a trace, for its spans in the order of their ids; to be closed. */
    OfTrace of(EntityKey trace, String traceId) {
        return new OfTrace(trace, traceId);
    }

    /** Rows that are walked beside the spans, so that memory holds those of one span. */
    final class OfTrace implements AutoCloseable {

        private final EntityKey trace;
        private final String traceId;
        private @Nullable Stream<SpanMetricsRecord> stream;
        private Iterator<SpanMetricsRecord> rows = List.<SpanMetricsRecord>of().iterator();
        private @Nullable SpanMetricsRecord next;

        private OfTrace(EntityKey trace, String traceId) {
            this.trace = trace;
            this.traceId = traceId;
        }

        /** Fills the columns in which newer schemas keep the costs; rows of spans that are missing are passed over. */
        void fill(SpansRecord span) {
            if (stream == null) {
                stream = query.stream(trace, traceId);
                rows = stream.iterator();
                advance();
            }
            span.setInputCost(null);
            span.setOutputCost(null);
            span.setTotalCost(null);
            for (SpanMetricsRecord row = next; row != null; row = next) {
                int order = TextOrder.compare(row.getSpanId(), span.getSpanId());
                if (order > 0) {
                    return;
                }
                if (order == 0) {
                    fill(span, row);
                }
                advance();
            }
        }

        private void advance() {
            next = rows.hasNext() ? rows.next() : null;
        }

        private void fill(SpansRecord span, SpanMetricsRecord row) {
            switch (row.getKey()) {
                case INPUT -> span.setInputCost(row.getValue());
                case OUTPUT -> span.setOutputCost(row.getValue());
                case TOTAL -> span.setTotalCost(row.getValue());
                default -> {
                    String expected = INPUT + ", " + OUTPUT + " or " + TOTAL;
                    database.irregular(key(row), Irregularity.ROW, expected, "another key");
                    return;
                }
            }
            if (row.getValue() == null) {
                EntityKey spanKey = trace.child(EntityKind.SPAN, span.getSpanId());
                Irregularity.Origin origin = new Irregularity.Origin(spanKey, row.getKey());
                database.irregular(new Irregularity(key(row), SPAN_METRICS.VALUE.getName(), "a number", null, origin));
            }
        }

        @Override
        public void close() {
            if (stream != null) {
                stream.close();
            }
        }
    }
}
