package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.PromptExperiments;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Tag;

/** Two registered models, or prompts, of one name; the source's aliases speak in the target's version numbers. */
final class RegisteredModelJoin {

    private RegisteredModelJoin() {}

    static EntityKey key(RegisteredModel model) {
        return EntityKey.of(EntityKind.REGISTERED_MODEL, model.name());
    }

    static RegisteredModel join(RegisteredModel target, RegisteredModel source, Joining joining) {
        EntityKey key = key(target);
        FieldJoin fields = joining.of(key);
        return new RegisteredModel(
                target.name(),
                fields.keep("creation_time", target.creationTime(), source.creationTime()),
                fields.later("last_updated_time", target.lastUpdatedTime(), source.lastUpdatedTime()),
                fields.join("description", target.description(), source.description()),
                tags(key, target, source, joining),
                aliases(key, target.aliases(), source.aliases(), joining));
    }

    /** The experiments that a prompt belongs to are a set: all of both. */
    private static List<Tag> tags(EntityKey key, RegisteredModel target, RegisteredModel source, Joining joining) {
        List<Tag> tags = new ArrayList<>();
        for (Tag tag : source.tags()) {
            tags.add(target.tags().stream()
                    .filter(theirs -> theirs.key().equals(PromptExperiments.TAG)
                            && theirs.key().equals(tag.key()))
                    .findFirst()
                    .map(theirs -> PromptJoin.union(key, theirs, tag, joining))
                    .orElse(tag));
        }
        List<Tag> theirs = target.tags().stream()
                .map(tag -> tag.key().equals(PromptExperiments.TAG) ? replacement(tag, tags) : tag)
                .toList();
        return new ListJoin(key, joining).tags(EntityKind.REGISTERED_MODEL_TAG, "value", theirs, tags);
    }

    private static Tag replacement(Tag tag, List<Tag> tags) {
        return tags.stream()
                .filter(other -> other.key().equals(tag.key()))
                .findFirst()
                .orElse(tag);
    }

    private static List<Alias> aliases(EntityKey key, List<Alias> target, List<Alias> source, Joining joining) {
        return new ListJoin(key, joining)
                .join(
                        target,
                        source,
                        alias -> key.child(EntityKind.REGISTERED_MODEL_ALIAS, alias.alias()),
                        alias -> Optional.of(Long.toString(alias.version())),
                        (theirs, ours) -> new Alias(
                                theirs.alias(),
                                joining.of(key.child(EntityKind.REGISTERED_MODEL_ALIAS, theirs.alias()))
                                        .joinBoth("version", theirs.version(), ours.version())));
    }
}
