package org.filestoremigration.filestore;

/** Where things lie in a FileStore: every folder and file name, and nothing else. */
final class FileStoreLayout {

    /** The store's own folder where MLflow chooses it. */
    static final String MLRUNS = "mlruns";
    /** In the store: deleted experiments. */
    static final String TRASH = ".trash";
    /** In the store: the model registry; in an experiment: its logged models. */
    static final String MODELS = "models";

    static final String META = "meta.yaml";
    static final String TAGS = "tags";
    static final String PARAMS = "params";
    static final String METRICS = "metrics";
    static final String INPUTS = "inputs";
    static final String OUTPUTS = "outputs";
    static final String ARTIFACTS = "artifacts";
    static final String DATASETS = "datasets";

    static final String TRACES = "traces";
    static final String TRACE_INFO = "trace_info.yaml";
    static final String REQUEST_METADATA = "request_metadata";
    static final String ASSESSMENTS = "assessments";

    static final String ALIASES = "aliases";
    static final String VERSION_PREFIX = "version-";

    private FileStoreLayout() {}
}
