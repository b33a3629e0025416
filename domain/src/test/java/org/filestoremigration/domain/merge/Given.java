package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelStatus;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.SourceType;
import org.filestoremigration.domain.tracking.Tag;

/** Small entities, as MLflow makes them; what a test is about is edited. */
final class Given {

    static final long TIME = 1_700_000_000_000L;

    private Given() {}

    static Experiment experiment(long id, String name, String... tags) {
        return new Experiment(
                new ExperimentId(id), name, "file:///store/" + id, LifecycleStage.ACTIVE, TIME, TIME, tags(tags));
    }

    /** A run that has ended, without metrics. */
    static Run run(String id, long experiment, String... tags) {
        return new Run(
                id,
                new ExperimentId(experiment),
                "run " + id,
                SourceType.LOCAL,
                "train.py",
                "",
                "",
                "ada",
                RunStatus.FINISHED,
                TIME,
                TIME + 1_000,
                null,
                LifecycleStage.ACTIVE,
                "file:///store/" + experiment + "/" + id + "/artifacts",
                List.of(),
                tags(tags),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static Dataset dataset(long experiment, String name) {
        return new Dataset(new ExperimentId(experiment), name, "d1", "local", "{\"uri\": \"a\"}", "{}", "{}");
    }

    static LoggedModel loggedModel(String id, long experiment) {
        return new LoggedModel(
                id,
                new ExperimentId(experiment),
                "model",
                "file:///store/" + experiment + "/models/" + id + "/artifacts",
                TIME,
                TIME,
                LoggedModelStatus.READY,
                LifecycleStage.ACTIVE,
                "classifier",
                "r1",
                "",
                List.of(),
                List.of());
    }

    static Trace trace(String id, long experiment, Assessment... assessments) {
        return new Trace(
                id,
                new ExperimentId(experiment),
                TIME,
                5L,
                TraceState.OK,
                "request",
                "in",
                "out",
                List.of(),
                List.of(),
                List.of(assessments));
    }

    static Assessment assessment(String id, String trace) {
        return new Assessment(
                id,
                trace,
                "quality",
                AssessmentType.FEEDBACK,
                "true",
                "{}",
                TIME,
                TIME,
                "HUMAN",
                "ada",
                "r1",
                "s1",
                "because",
                "a-older",
                true,
                "{\"a\": \"b\"}");
    }

    static RegisteredModel model(String name, Alias... aliases) {
        return new RegisteredModel(name, TIME, TIME, "what it does", List.of(), List.of(aliases));
    }

    /** Made at the same time from the same source as every other of that run. */
    static ModelVersion version(String name, long number, String run) {
        return new ModelVersion(
                name,
                number,
                TIME,
                TIME,
                "as trained",
                "ada",
                "None",
                "file:///store/" + run + "/artifacts/model",
                run,
                "READY",
                "",
                "",
                "file:///store/models/" + name,
                List.of());
    }

    static List<Tag> tags(String... keysAndValues) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tags.add(new Tag(keysAndValues[i], keysAndValues[i + 1]));
        }
        Tag[] sorted = tags.toArray(Tag[]::new);
        Arrays.sort(sorted);
        return List.of(sorted);
    }
}
