package org.filestoremigration.verification.report;

import org.filestoremigration.domain.migration.ArtifactFile;
import org.filestoremigration.domain.migration.ArtifactManifest;
import org.filestoremigration.domain.migration.LocationSurvey;
import tools.jackson.core.JsonGenerator;

/** What a {@link JsonReport} says of artifacts: where they are, and each file that was copied. */
final class JsonArtifacts {

    private final JsonGenerator json;

    JsonArtifacts(JsonGenerator json) {
        this.json = json;
    }

    void write(Report report) {
        report.additions().locations().ifPresent(this::write);
        report.additions().copied().ifPresent(this::write);
    }

    private void write(LocationSurvey survey) {
        json.writeArrayPropertyStart("artifactLocations");
        for (LocationSurvey.Prefix prefix : survey.prefixes()) {
            json.writeStartObject();
            json.writeStringProperty("state", prefix.state().name());
            json.writeStringProperty("prefix", prefix.text());
            json.writeNumberProperty("count", prefix.count());
            json.writeNumberProperty("inSource", prefix.found());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(ArtifactManifest manifest) {
        json.writeObjectPropertyStart("copiedArtifacts");
        json.writeStringProperty("folder", manifest.folder());
        json.writeStringProperty("root", manifest.root());
        json.writeNumberProperty("count", manifest.count());
        json.writeNumberProperty("bytes", manifest.bytes());
        json.writeArrayPropertyStart("files");
        for (ArtifactFile file : manifest.files()) {
            json.writeStartObject();
            json.writeStringProperty("path", file.path());
            json.writeNumberProperty("size", file.size());
            json.writeStringProperty("sha256", file.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
