package org.filestoremigration.verification.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.merge.MergeOutcome;
import org.filestoremigration.domain.merge.MergeOutcome.BroughtForward;
import org.filestoremigration.domain.merge.MergeOutcome.Conflict;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.merge.MergeOutcome.Joined;
import org.filestoremigration.domain.merge.MergeOutcome.Kept;
import org.filestoremigration.domain.merge.MergeOutcome.Renumbered;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a merge did, as JSON. */
final class JsonMerge {

    private final JsonGenerator json;
    private final JsonSections sections;

    JsonMerge(JsonGenerator json, JsonSections sections) {
        this.json = json;
        this.sections = sections;
    }

    void write(MergeOutcomes outcomes) {
        json.writeObjectPropertyStart("merge");
        sections.writeCounts("added", outcomes.added());
        sections.writeCounts("broughtForward", outcomes.forwardCounts());
        list("changed", outcomes.changedCount(), outcomes.changed(), this::write);
        list("joined", outcomes.joinedCount(), outcomes.joined(), this::write);
        list("renumbered", outcomes.renumberedCount(), outcomes.renumbered(), this::write);
        list("kept", outcomes.keptCount(), outcomes.kept(), this::write);
        long conflicts = 0;
        for (Decision decision : Decision.values()) {
            conflicts += outcomes.decided(decision);
        }
        list("conflicts", conflicts, outcomes.conflicts(), this::write);
        json.writeEndObject();
    }

    private <T extends MergeOutcome> void list(String name, long count, List<T> kept, Consumer<T> write) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("count", count);
        json.writeArrayPropertyStart("items");
        for (T outcome : kept) {
            json.writeStartObject();
            key("entity", outcome.entity());
            write.accept(outcome);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void key(String name, EntityKey entity) {
        json.writeObjectPropertyStart(name);
        sections.writeKind(entity.kind());
        json.writeArrayPropertyStart("names");
        entity.names().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(BroughtForward outcome) {
        json.writeStringProperty("field", outcome.field());
        text("before", outcome.before());
        text("after", outcome.after());
    }

    private void write(Joined outcome) {
        key("original", outcome.original());
        json.writeStringProperty("name", outcome.name());
    }

    private void write(Renumbered outcome) {
        key("original", outcome.original());
        json.writeStringProperty("name", outcome.name());
    }

    private void write(Kept outcome) {
        json.writeStringProperty("field", outcome.field());
        text("target", outcome.target());
        text("source", outcome.source());
    }

    private void write(Conflict outcome) {
        json.writeStringProperty("field", outcome.field());
        text("target", outcome.target());
        text("source", outcome.source());
        json.writeStringProperty("decision", outcome.decision().name().toLowerCase(Locale.ROOT));
    }

    private void text(String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }
}
