package org.filestoremigration.cli.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.filestoremigration.cli.fixture.StrangeStore;

/**
 * Puts one defect of every kind into a store, round after round, each in an entity of its own or, where that is the point,
 * several in one; and says which places must be named for them.
 */
final class ManyDefects {

    private static final String INPUT = "destination_id: a\ndestination_type: RUN\nsource_id: a\nsource_type: ";

    private final StrangeStore store;
    private final List<String> places = new ArrayList<>();
    private int entities;

    ManyDefects(StrangeStore store) {
        this.store = store.experiment("7", "many defects");
    }

    /** The paths that must be named, with the key in brackets where there is one; one for each defect. */
    List<String> places() {
        return places.stream().sorted().toList();
    }

    void addOneOfEachKind() {
        inRuns("7");
        inSeveralPlacesOfOneRun("7", id());
        inExperiments();
        inTraces("7");
        inLoggedModels("7");
        inDatasets("7");
        inRegistry();
    }

    private String id() {
        return String.format(Locale.ROOT, "%032x", 0xABCDEF00L + entities++ * 7919L);
    }

    private void inRuns(String experiment) {
        latin(run(experiment) + "/params/latin");
        latin(run(experiment) + "/tags/deep/latin");
        defect(run(experiment) + "/metrics/word", "1 0.5 3\nabc\n");
        defect(run(experiment) + "/metrics/beyond", "1 0.5 9223372036854775808\n");
        defect(run(experiment) + "/metrics/four", "1 0.5 3 name\n");
        defect(run(experiment) + "/meta.yaml", "run_id: 'cut off");
        defect(run(experiment) + "/meta.yaml", "");
        defect(run(experiment) + "/meta.yaml", "- a list\n");
        inMeta(run(experiment), "status: 3", "status: 9", "status");
        inMeta(run(experiment), "experiment_id: '" + experiment + "'", "experiment_id: '8'", "experiment_id");
        inMeta(run(experiment), "start_time: 1700000000000", "start_time: null", "start_time");
        inMeta(run(experiment), "end_time: 1700000001000", "end_time: later", "end_time");
        inMeta(run(experiment), "lifecycle_stage: active", "lifecycle_stage: lost", "lifecycle_stage");
        link(run(experiment) + "/params/away", "/etc/hostname");
        link(run(experiment) + "/tags/gone", "nowhere");
        link(run(experiment) + "/metrics/round", ".");
        String linked = run(experiment);
        keys(linked + "/inputs/i/meta.yaml", INPUT + "ELSE\ntags: {}\n", "source_type");
        keys(linked + "/outputs/o/meta.yaml", "destination_id: a\ndestination_type: MODEL_OUTPUT\nstep: x\n", "step");
        String headless = experiment + "/" + id();
        latin(headless + "/params/latin");
        places.add(headless);
    }

    private void inSeveralPlacesOfOneRun(String experiment, String id) {
        store.run(experiment, id);
        String run = experiment + "/" + id;
        latin(run + "/params/latin");
        latin(run + "/tags/latin");
        defect(run + "/metrics/word", "word\n");
        keys(
                run + "/meta.yaml",
                "experiment_id: 8\nrun_id: other\nstatus: 9\nend_time: x\nlifecycle_stage: lost\n",
                "experiment_id",
                "run_id",
                "status",
                "end_time",
                "start_time",
                "lifecycle_stage");
    }

    private void inExperiments() {
        String nameless = Integer.toString(1000 + entities);
        inSeveralPlacesOfOneRun(nameless, id());
        inTraces(nameless);
        keys(
                nameless + "/meta.yaml",
                "artifact_location: /a\nexperiment_id: '" + nameless + "'\nlifecycle_stage: lost\nname: null\n",
                "name",
                "lifecycle_stage");
        latin(nameless + "/tags/latin");
        String lettered = "letters-" + entities;
        store.experiment(lettered, lettered);
        places.add(lettered);
        inLoggedModels(lettered);
        inDatasets(lettered);
        latin(lettered + "/tags/latin");
        String twins = "twins " + entities;
        for (String twin : List.of(Integer.toString(2000 + entities), Integer.toString(3000 + entities))) {
            store.experiment(twin, twins);
            places.add(twin);
            String run = twin + "/" + id();
            latin(run + "/params/latin");
            places.add(run);
        }
        String headless = Integer.toString(4000 + entities);
        latin(headless + "/tags/latin");
        places.add(headless);
        String healthy = Integer.toString(5000 + entities);
        store.experiment(healthy, "healthy " + entities);
        latin(healthy + "/tags/latin");
    }

    private void inTraces(String experiment) {
        String empty = experiment + "/traces/tr-" + id();
        latin(empty + "/tags/latin");
        defect(empty + "/trace_info.yaml", "");
        String trace = "tr-" + id();
        String folder = experiment + "/traces/" + trace;
        keys(
                folder + "/trace_info.yaml",
                "trace_id: other\nrequest_time: soon\nstate: FINE\ntrace_location:\n  type:"
                        + " MLFLOW_EXPERIMENT\n  mlflow_experiment:\n    experiment_id: '8'\n",
                "trace_id",
                "request_time",
                "state",
                "trace_location.mlflow_experiment.experiment_id");
        latin(folder + "/tags/latin");
        latin(folder + "/request_metadata/latin");
        String assessment = "a-" + id();
        keys(
                folder + "/assessments/" + assessment + ".yaml",
                "assessment_id: other\nassessment_name: null\ncreate_time:"
                        + " soon\nlast_update_time: '2024-05-04T18:30:35.989Z'\nfeedback: {}\nsource:\n  source_type: GUESS\n"
                        + "trace_id: " + trace + "\nvalid: maybe\n",
                "assessment_id",
                "assessment_name",
                "assessment_name",
                "create_time",
                "source.source_type",
                "valid");
        String headless = experiment + "/traces/tr-" + id();
        latin(headless + "/tags/latin");
        places.add(headless);
    }

    private void inLoggedModels(String experiment) {
        String model = "m-" + id();
        String folder = experiment + "/models/" + model;
        latin(folder + "/params/latin");
        latin(folder + "/tags/latin");
        defect(folder + "/metrics/word", "word\n");
        keys(
                folder + "/meta.yaml",
                "artifact_location: null\ncreation_timestamp: soon\nexperiment_id: '" + experiment
                        + "'\nlast_updated_timestamp: 1\nlifecycle_stage: lost\nmodel_id: other\nname: n\nstatus: 9\n",
                "artifact_location",
                "creation_timestamp",
                "lifecycle_stage",
                "model_id",
                "status");
        String headless = experiment + "/models/m-" + id();
        latin(headless + "/tags/latin");
        places.add(headless);
    }

    private void inDatasets(String experiment) {
        keys(
                experiment + "/datasets/" + id() + "/meta.yaml",
                "name: n\nschema: []\nsource: '{}'\nprofile: {a: 1}\n",
                "digest",
                "source_type",
                "schema",
                "profile");
    }

    private void inRegistry() {
        String name = "model " + entities++;
        String folder = "models/" + name;
        keys(
                folder + "/meta.yaml",
                "name: other\ncreation_timestamp: soon\nlast_updated_timestamp: {}\n",
                "name",
                "creation_timestamp",
                "last_updated_timestamp");
        latin(folder + "/tags/latin");
        defect(folder + "/aliases/champion", "first");
        // It names the model as the model's own file does, which is one defect.
        keys(
                folder + "/version-1/meta.yaml",
                "name: other\nversion: 2\ncurrent_stage: null\nlast_updated_timestamp: x\n",
                "version",
                "current_stage",
                "last_updated_timestamp");
        latin(folder + "/version-1/tags/latin");
        latin(folder + "/version-2/tags/latin");
        places.add(folder + "/version-2");
        String headless = "models/headless " + entities++;
        latin(headless + "/tags/latin");
        places.add(headless);
    }

    private String run(String experiment) {
        String id = id();
        store.run(experiment, id);
        return experiment + "/" + id;
    }

    private void latin(String path) {
        defect(path, "caf\u00E9");
    }

    private void defect(String path, String latin) {
        store.write(path, latin.getBytes(ISO_8859_1));
        places.add(path);
    }

    private void link(String path, String to) {
        store.link(path, to);
        places.add(path);
    }

    private void keys(String path, String yaml, String... keys) {
        store.write(path, yaml);
        for (String key : keys) {
            places.add(path + " (" + key + ")");
        }
    }

    private void inMeta(String folder, String healthy, String bad, String key) {
        String path = folder + "/meta.yaml";
        String yaml = store.read(path);
        if (!yaml.contains(healthy)) {
            throw new IllegalArgumentException(healthy);
        }
        keys(path, yaml.replace(healthy, bad), key);
    }
}
