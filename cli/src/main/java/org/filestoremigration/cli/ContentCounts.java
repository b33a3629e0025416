package org.filestoremigration.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/** Counts what people count in a store, as its records pass: "10 runs, 1 of them deleted". */
final class ContentCounts implements Consumer<Entity> {

    private static final String DELETED_VERSION = "Deleted_Internal";
    private static final String PROMPT_TAG = "mlflow.prompt.is_prompt";

    private enum Kind {
        EXPERIMENT("experiment"),
        RUN("run"),
        LOGGED_MODEL("logged model"),
        TRACE("trace"),
        SPAN("span"),
        REGISTERED_MODEL("registered model"),
        MODEL_VERSION("version"),
        PROMPT("prompt"),
        PROMPT_VERSION("version");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    private final Map<Kind, Long> all = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> deleted = new EnumMap<>(Kind.class);
    private final Set<String> prompts = new HashSet<>();

    @Override
    public void accept(Entity entity) {
        if (entity instanceof Metric) {
            return; // By far the most frequent record.
        }
        if (entity instanceof Run run) {
            count(Kind.RUN, LifecycleStage.DELETED.equals(run.lifecycleStage()));
        } else if (entity instanceof Trace) {
            count(Kind.TRACE, false);
        } else if (entity instanceof Span) {
            count(Kind.SPAN, false);
        } else if (entity instanceof LoggedModel model) {
            count(Kind.LOGGED_MODEL, LifecycleStage.DELETED.equals(model.lifecycleStage()));
        } else if (entity instanceof Experiment experiment) {
            count(Kind.EXPERIMENT, LifecycleStage.DELETED.equals(experiment.lifecycleStage()));
        } else if (entity instanceof RegisteredModel model) {
            if (isPrompt(model)) {
                prompts.add(model.name());
            }
            count(isPrompt(model) ? Kind.PROMPT : Kind.REGISTERED_MODEL, false);
        } else if (entity instanceof ModelVersion version) {
            count(
                    prompts.contains(version.name()) ? Kind.PROMPT_VERSION : Kind.MODEL_VERSION,
                    DELETED_VERSION.equals(version.currentStage()));
        }
    }

    private static boolean isPrompt(RegisteredModel model) {
        return model.tags().stream()
                .anyMatch(tag -> tag.key().equals(PROMPT_TAG) && "true".equalsIgnoreCase(tag.value()));
    }

    private void count(Kind kind, boolean isDeleted) {
        all.merge(kind, 1L, Long::sum);
        deleted.merge(kind, isDeleted ? 1L : 0L, Long::sum);
    }

    /** A line for each kind that there is, the number right-aligned. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Kind kind : List.of(Kind.EXPERIMENT, Kind.RUN, Kind.LOGGED_MODEL)) {
            add(lines, kind, "");
        }
        add(lines, Kind.TRACE, count(Kind.SPAN) == 0 ? "" : with(Kind.SPAN));
        add(lines, Kind.REGISTERED_MODEL, with(Kind.MODEL_VERSION));
        add(lines, Kind.PROMPT, with(Kind.PROMPT_VERSION));
        return lines;
    }

    private void add(List<String> lines, Kind kind, String remark) {
        long count = count(kind);
        if (count > 0) {
            lines.add(String.format(Locale.ROOT, "%,9d %s", count, noun(kind) + deleted(kind) + remark));
        }
    }

    private String with(Kind kind) {
        return String.format(Locale.ROOT, " with %,d %s", count(kind), noun(kind)) + deleted(kind);
    }

    private long count(Kind kind) {
        return all.getOrDefault(kind, 0L);
    }

    private String noun(Kind kind) {
        return count(kind) == 1 ? kind.title : kind.title + "s";
    }

    private String deleted(Kind kind) {
        long gone = deleted.getOrDefault(kind, 0L);
        if (gone == 0) {
            return "";
        }
        return count(kind) == 1 ? ", deleted" : String.format(Locale.ROOT, ", %,d of them deleted", gone);
    }
}
