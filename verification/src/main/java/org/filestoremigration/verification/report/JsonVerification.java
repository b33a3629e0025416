package org.filestoremigration.verification.report;

import java.util.Map;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.verification.Difference;
import org.filestoremigration.verification.DifferenceGroup;
import org.filestoremigration.verification.Tally;
import org.filestoremigration.verification.VerificationReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The member {@code verification} of a {@link JsonReport}. */
record JsonVerification(JsonGenerator json, JsonSections sections) {

    void write(@Nullable VerificationReport verification) {
        if (verification == null) {
            json.writeNullProperty("verification");
            return;
        }
        json.writeObjectPropertyStart("verification");
        json.writeBooleanProperty("equal", verification.equal());
        json.writeStringProperty("contentDigest", verification.contentDigest());
        writeTallies(verification);
        json.writeNumberProperty("differenceCount", verification.differenceCount());
        writeGroups(verification);
        json.writeArrayPropertyStart("differences");
        verification.differences().forEach(this::write);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeTallies(VerificationReport verification) {
        json.writeArrayPropertyStart("tallies");
        for (Map.Entry<EntityKind, Tally> entry : verification.tallies().entrySet()) {
            Tally tally = entry.getValue();
            json.writeStartObject();
            sections.writeKind(entry.getKey());
            json.writeNumberProperty("source", tally.source());
            json.writeNumberProperty("target", tally.target());
            json.writeNumberProperty("equal", tally.equal());
            json.writeNumberProperty("differing", tally.differing());
            json.writeNumberProperty("missing", tally.missing());
            json.writeNumberProperty("unexpected", tally.unexpected());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeGroups(VerificationReport verification) {
        json.writeArrayPropertyStart("differenceGroups");
        for (Map.Entry<DifferenceGroup, Long> entry : verification.counts().entrySet()) {
            DifferenceGroup group = entry.getKey();
            json.writeStartObject();
            json.writeStringProperty("type", group.kind().title());
            sections.writeKind(group.entityKind());
            json.writeStringProperty("field", group.field());
            json.writeNumberProperty("count", entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(Difference difference) {
        json.writeStartObject();
        json.writeStringProperty("type", difference.kind().title());
        sections.writeKind(difference.entity().kind());
        json.writeArrayPropertyStart("entity");
        difference.entity().names().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("field", difference.field());
        json.writeStringProperty("expected", difference.expected());
        json.writeStringProperty("found", difference.found());
        difference.place().ifPresent(place -> {
            json.writeObjectPropertyStart("place");
            sections.writePlace(place);
            json.writeEndObject();
        });
        json.writeEndObject();
    }
}
