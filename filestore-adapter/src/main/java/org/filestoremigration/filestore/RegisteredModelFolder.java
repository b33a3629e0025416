package org.filestoremigration.filestore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.filestoremigration.domain.migration.Normalization;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code models/<name>/}: a registered model or prompt with its tags and aliases, and finds its versions.
 *
 * <p>Mirrors {@code mlflow.store.model_registry.file_store.FileStore._get_registered_model_from_path}.
 */
final class RegisteredModelFolder {

    private final SourceEntry folder;
    private final FolderReport report;
    private final Set<Long> versions = new TreeSet<>();
    private @Nullable SourceEntry meta;
    private @Nullable SourceEntry tags;
    private @Nullable SourceEntry aliases;

    private RegisteredModelFolder(SourceEntry folder, FolderReport report) {
        this.folder = folder;
        this.report = report;
    }

    /** The registered model, or null: blocked, or no model. */
    static @Nullable RegisteredModel read(SourceEntry folder, FolderReport report) {
        RegisteredModelFolder model = new RegisteredModelFolder(folder, report);
        report.list(folder).forEach(model::sort);
        SourceEntry meta = model.meta;
        if (meta == null) {
            model.withoutMeta();
            return null;
        }
        try {
            return model.read(meta);
        } catch (BlockedEntity e) {
            report.ownerBlocked(folder);
            return null;
        }
    }

    /** Of the names in a registered model's folder those of its versions, by number. */
    static List<String> versionFolders(String[] names) {
        return Arrays.stream(names)
                .filter(name -> name.startsWith(FileStoreLayout.VERSION_PREFIX))
                .sorted(Comparator.comparingLong(
                                (String name) -> versionOf(name).orElse(Long.MAX_VALUE))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The number that the name of a version's folder says, empty if it says none in its one form. */
    static OptionalLong versionOf(String folderName) {
        String number = folderName.substring(FileStoreLayout.VERSION_PREFIX.length());
        return ExperimentId.parse(number).map(id -> OptionalLong.of(id.value())).orElse(OptionalLong.empty());
    }

    private void sort(SourceEntry entry) {
        switch (entry.name()) {
            case FileStoreLayout.META -> meta = entry;
            case FileStoreLayout.TAGS -> tags = usable(entry);
            case FileStoreLayout.ALIASES -> aliases = usable(entry);
            default -> {
                if (!entry.name().startsWith(FileStoreLayout.VERSION_PREFIX)) {
                    report.unknown(entry);
                } else {
                    report.countedElsewhere(entry);
                    if (entry.isFolder()) {
                        versionOf(entry.name()).ifPresent(versions::add);
                    }
                }
            }
        }
    }

    private SourceEntry usable(SourceEntry entry) {
        if (entry.problem() != null) {
            report.blockedBy(entry);
        }
        return entry;
    }

    private void withoutMeta() {
        if (!versions.isEmpty() || holdsFiles(tags) || holdsFiles(aliases)) {
            report.blocked(
                    folder,
                    "it holds what a registered model holds, but has no meta.yaml",
                    "restore its meta.yaml, or move the folder out of the source");
            report.ownerBlocked(folder);
        } else {
            report.ownerLeftAlone(folder);
            report.note(folder.whole(), "it is no registered model: it has no meta.yaml");
        }
    }

    private static boolean holdsFiles(@Nullable SourceEntry child) {
        return child != null && child.isFolder() && EntityTraces.holdsFiles(child);
    }

    private RegisteredModel read(SourceEntry metaFile) throws BlockedEntity {
        MetaYaml yaml = MetaYaml.read(metaFile, report);
        String name = yaml.requiredText("name");
        if (!name.equals(folder.name())) {
            throw yaml.blocked(
                    "name",
                    "it says " + name + ", its folder " + folder.name(),
                    "name the folder after the model, or the model after the folder");
        }
        Long created = time(yaml, "creation_timestamp");
        Long updated = time(yaml, "last_updated_timestamp");
        String description = yaml.text("description");
        for (String key : List.of("deployment_job_id", "deployment_job_state")) {
            if (yaml.hasValue(key)) {
                report.normalized(Normalization.VERSION_FIELDS, yaml.file(), key);
            }
        }
        yaml.leaveAlone("aliases", "latest_versions", "tags", "workspace");
        yaml.noteUnread();
        RegisteredModel model =
                new RegisteredModel(name, created, updated, description, KeyFiles.tags(tags, report), readAliases());
        DeclaredLengths.check(model, folder, report);
        return model;
    }

    private @Nullable Long time(MetaYaml yaml, String key) throws BlockedEntity {
        Long time = yaml.whole(key);
        if (time == null) {
            report.normalized(Normalization.MISSING_TIME, yaml.file(), key);
        }
        return time;
    }

    private List<Alias> readAliases() {
        List<Alias> read = new ArrayList<>();
        for (KeyFiles.KeyFile key : KeyFiles.in(aliases, report)) {
            String text = report.text(key.file());
            if (text != null) {
                OptionalLong version = version(text);
                if (version.isEmpty()) {
                    report.blocked(
                            key.file(),
                            "it is no version number: " + PythonText.shown(text),
                            "write the number, or remove the alias");
                } else {
                    read.add(alias(key, text, version.getAsLong()));
                }
            }
        }
        return read;
    }

    private Alias alias(KeyFiles.KeyFile key, String text, long version) {
        if (!text.equals(Long.toString(version))) {
            report.normalized(Normalization.ALIAS_TEXT, key.file());
        }
        if (!versions.contains(version)) {
            report.note(key.file().whole(), "it is an alias of version " + version + ", which is gone");
        }
        return new Alias(key.key(), version);
    }

    /** Decimal digits with blanks, line ends or zeros around; nothing else that Python would read as a number. */
    private static OptionalLong version(String text) {
        String number = PythonText.strip(text);
        if (number.isEmpty() || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        return PythonNumber.integer(number)
                .filter(value -> value.bitLength() <= 63)
                .map(value -> OptionalLong.of(value.longValue()))
                .orElse(OptionalLong.empty());
    }
}
