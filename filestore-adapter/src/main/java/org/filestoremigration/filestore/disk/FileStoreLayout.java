package org.filestoremigration.filestore.disk;

/** Where things are in a FileStore: every folder and file name, and nothing else. */
public final class FileStoreLayout {

    /** The store's own folder where MLflow chooses it. */
    public static final String MLRUNS = "mlruns";
    /** In the store: deleted experiments. */
    public static final String TRASH = ".trash";
    /** In the store: the model registry; in an experiment: its logged models. */
    public static final String MODELS = "models";

    public static final String META = "meta.yaml";
    public static final String TAGS = "tags";
    public static final String PARAMS = "params";
    public static final String METRICS = "metrics";
    public static final String INPUTS = "inputs";
    public static final String OUTPUTS = "outputs";
    public static final String ARTIFACTS = "artifacts";
    public static final String DATASETS = "datasets";

    public static final String TRACES = "traces";
    public static final String TRACE_INFO = "trace_info.yaml";
    public static final String REQUEST_METADATA = "request_metadata";
    public static final String ASSESSMENTS = "assessments";

    public static final String ALIASES = "aliases";
    public static final String VERSION_PREFIX = "version-";

    private FileStoreLayout() {}
}
