package org.filestoremigration.verification.report;

import java.time.YearMonth;
import java.util.Map;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.store.Check;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The members of a {@link JsonReport}. */
final class JsonSections {

    private final JsonGenerator json;

    JsonSections(JsonGenerator json) {
        this.json = json;
    }

    void write(Report report) {
        json.writeStartObject();
        json.writeNumberProperty(JsonReport.VERSION_NAME, JsonReport.VERSION);
        writeInvocation(report.invocation());
        writeOutcome(report.outcome());
        json.writeStringProperty("source", report.source());
        if (report.additions().sourceDigest().isPresent()) {
            json.writeStringProperty(
                    "sourceDigest", report.additions().sourceDigest().get());
        }
        writeTarget(report.target().orElse(null));
        writeFiles(report.accounting());
        writeStaysBehind(report);
        new JsonArtifacts(json).write(report);
        writeCounts(report.counts());
        writeFindings(report.findings());
        new JsonVerification(json, this).write(report.verification().orElse(null));
        writeChecks(report);
        writeTimelines(report);
        if (report.additions().merge().isPresent()) {
            new JsonMerge(json, this).write(report.additions().merge().get());
        }
        json.writeEndObject();
    }

    private void writeInvocation(Report.Invocation invocation) {
        json.writeStringProperty("command", invocation.command().title());
        json.writeStringProperty("toolVersion", invocation.toolVersion());
        json.writeArrayPropertyStart("options");
        for (Report.Option option : invocation.options()) {
            json.writeStartObject();
            json.writeStringProperty("name", option.name());
            json.writeStringProperty("value", option.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("host", invocation.host());
        json.writeStringProperty("user", invocation.user());
        json.writeStringProperty("started", invocation.started().toString());
        json.writeNumberProperty("durationMs", invocation.duration().toMillis());
    }

    private void writeOutcome(Report.Outcome outcome) {
        json.writeNumberProperty("exitCode", outcome.exitCode());
        json.writeStringProperty("verdict", outcome.verdict());
    }

    private void writeTarget(Report.@Nullable Target target) {
        if (target == null) {
            json.writeNullProperty("target");
            return;
        }
        json.writeObjectPropertyStart("target");
        json.writeStringProperty("location", target.location());
        json.writeStringProperty("mlflowVersion", target.mlflowVersion());
        json.writeStringProperty("revision", target.revision());
        json.writeEndObject();
    }

    private void writeFiles(Accounting accounting) {
        json.writeObjectPropertyStart("files");
        json.writeNumberProperty("total", accounting.files());
        json.writeNumberProperty("migrated", accounting.migrated());
        json.writeNumberProperty("normalized", accounting.normalized());
        json.writeNumberProperty("leftAlone", accounting.leftAlone());
        json.writeNumberProperty("blocked", accounting.blocked());
        json.writeEndObject();
    }

    private void writeStaysBehind(Report report) {
        json.writeArrayPropertyStart("staysInSource");
        for (Report.StaysBehind stays : report.staysBehind()) {
            json.writeStartObject();
            json.writeStringProperty("what", stays.what());
            json.writeNumberProperty("files", stays.files());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeCounts(Map<EntityKind, Long> counts) {
        writeCounts("counts", counts);
    }

    void writeCounts(String name, Map<EntityKind, Long> counts) {
        json.writeArrayPropertyStart(name);
        counts.forEach((kind, count) -> {
            json.writeStartObject();
            writeKind(kind);
            json.writeNumberProperty("count", count);
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    void writeKind(EntityKind kind) {
        json.writeStringProperty("kind", kind.name());
        json.writeStringProperty("table", kind.table());
    }

    private void writeFindings(Findings findings) {
        json.writeArrayPropertyStart("normalizations");
        findings.normalizations().forEach((rule, count) -> writeNormalization(findings, rule, count));
        json.writeEndArray();
        startItems("notes", findings.noteCount());
        for (Finding.Note note : findings.notes()) {
            json.writeStartObject();
            writePlace(note.place());
            json.writeStringProperty("reason", note.reason());
            json.writeEndObject();
        }
        endItems();
        startItems("repairs", findings.repairedCount());
        for (Finding.Repaired repair : findings.repaired()) {
            json.writeStartObject();
            writePlace(repair.place());
            json.writeStringProperty("what", repair.what());
            json.writeStringProperty("original", repair.original());
            json.writeStringProperty("now", repair.now());
            json.writeNumberProperty("count", repair.count());
            json.writeEndObject();
        }
        endItems();
        startItems("blocked", findings.blockedCount());
        for (Finding.Blocked blocked : findings.blocked()) {
            json.writeStartObject();
            writePlace(blocked.place());
            json.writeStringProperty("reason", blocked.reason());
            json.writeStringProperty("remedy", blocked.remedy());
            json.writeEndObject();
        }
        endItems();
    }

    private void writeNormalization(Findings findings, Normalization rule, long count) {
        json.writeStartObject();
        json.writeStringProperty("rule", rule.name());
        json.writeStringProperty("from", rule.from());
        json.writeStringProperty("to", rule.to());
        json.writeNumberProperty("count", count);
        json.writeArrayPropertyStart("places");
        for (Finding.Normalized use : findings.places(rule)) {
            json.writeStartObject();
            writePlace(use.place());
            json.writeNumberProperty("count", use.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** All are counted; of very many only the first are listed. */
    private void startItems(String name, long count) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("count", count);
        json.writeArrayPropertyStart("items");
    }

    private void endItems() {
        json.writeEndArray();
        json.writeEndObject();
    }

    void writePlace(SourcePlace place) {
        json.writeStringProperty("path", place.path());
        if (place.line() > 0) {
            json.writeNumberProperty("line", place.line());
        }
        if (place.key() != null) {
            json.writeStringProperty("key", place.key());
        }
    }

    private void writeChecks(Report report) {
        json.writeArrayPropertyStart("checks");
        for (Check check : report.checks()) {
            json.writeStartObject();
            json.writeStringProperty("name", check.name());
            json.writeArrayPropertyStart("complaints");
            check.complaints().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTimelines(Report report) {
        json.writeArrayPropertyStart("timelines");
        for (ExperimentTimeline timeline : report.timelines()) {
            json.writeStartObject();
            json.writeStringProperty("experimentId", timeline.experimentId());
            json.writeStringProperty("name", timeline.name());
            json.writeNumberProperty("undated", timeline.undated());
            json.writeArrayPropertyStart("months");
            for (Map.Entry<YearMonth, Long> month : timeline.runs().entrySet()) {
                json.writeStartObject();
                json.writeStringProperty("month", month.getKey().toString());
                json.writeNumberProperty("runs", month.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
