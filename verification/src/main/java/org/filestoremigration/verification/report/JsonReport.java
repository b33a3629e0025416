package org.filestoremigration.verification.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes a report as JSON, whose form {@code docs/report-schema.json} describes. Within one {@value #VERSION_NAME}
 * members may be added, but none is taken away or changes its meaning.
 */
public final class JsonReport {

    /** The version of the form. */
    public static final int VERSION = 1;

    static final String VERSION_NAME = "reportVersion";

    private JsonReport() {}

    /** Writes a file in UTF-8, in the place of one that is there. */
    public static void write(Report report, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            write(report, writer);
        }
    }

    /** Writes one JSON object and a line end; the writer stays open. */
    public static void write(Report report, Writer writer) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(new Indented(), writer);
        json.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
        try {
            new JsonSections(json).write(report);
            json.close();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        writer.write('\n');
        writer.flush();
    }

    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
