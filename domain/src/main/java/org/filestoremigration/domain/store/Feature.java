package org.filestoremigration.domain.store;

/** What a FileStore may hold and an older MLflow cannot; a migration to such a release blocks it. */
public enum Feature {
    LOGGED_MODELS("logged models", "3.0.0"),
    ASSESSMENTS("assessments", "3.2.0"),
    TRACE_PREVIEWS("trace previews and client request ids", "3.2.0"),
    ISSUE_REFERENCES("issue references", "3.11.1");

    private final String title;
    private final String since;

    Feature(String title, String since) {
        this.title = title;
        this.since = since;
    }

    /** In the plural, for a person. */
    public String title() {
        return title;
    }

    /** The first MLflow release that holds and reads it. */
    public String since() {
        return since;
    }
}
