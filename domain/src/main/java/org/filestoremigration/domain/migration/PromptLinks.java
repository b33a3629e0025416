package org.filestoremigration.domain.migration;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.domain.tracking.TextOrder;
import org.jspecify.annotations.Nullable;

/**
 * The prompts that a trace used, as its tag {@value #TAG} names them. MLflow's SQL store keeps them in rows of their own,
 * too ({@code SqlAlchemyStore.link_prompts_to_trace}).
 */
public final class PromptLinks {

    public static final String TAG = "mlflow.linkedPrompts";

    private PromptLinks() {}

    /** The prompts as {@code name/version}, in {@link TextOrder}; none for a tag that MLflow did not write. */
    public static List<String> of(List<Tag> tags) {
        TreeSet<String> ids = new TreeSet<>(TextOrder::compare);
        for (Tag tag : tags) {
            if (tag.key().equals(TAG) && tag.value() != null) {
                Optional<PythonJson.Parsed> parsed = PythonJson.read(tag.value());
                if (parsed.isPresent() && parsed.get().value() instanceof List<?> prompts) {
                    prompts.forEach(prompt -> nameAndVersion(prompt).ifPresent(ids::add));
                }
            }
        }
        return List.copyOf(ids);
    }

    private static Optional<String> nameAndVersion(@Nullable Object prompt) {
        if (prompt instanceof Map<?, ?> map && map.get("name") instanceof String name) {
            Object version = map.get("version");
            if (version instanceof String || version instanceof BigInteger) {
                return Optional.of(name + "/" + version);
            }
        }
        return Optional.empty();
    }
}
