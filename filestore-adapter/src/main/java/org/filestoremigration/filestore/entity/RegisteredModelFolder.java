package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.MissingTime;
import org.filestoremigration.domain.migration.PromptExperiments;
import org.filestoremigration.domain.python.PythonNumber;
import org.filestoremigration.domain.python.PythonText;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code models/<name>/}: a registered model or prompt with its tags and aliases, and finds its versions.
 *
 * <p>Mirrors {@code mlflow.store.model_registry.file_store.FileStore._get_registered_model_from_path}.
 */
public final class RegisteredModelFolder {

    private static final String NAME = "name";
    private static final String ALIAS_COLUMN = "registered_model_aliases.alias";
    private static final String VERSION_COLUMN = "registered_model_aliases.version";

    private final SourceEntry folder;
    private final EntityOptions options;
    private final RenumberedExperiments renumbered;
    private final FolderReport report;
    private final List<SourceEntry> versionFolders = new ArrayList<>();
    private final Map<Long, SourceEntry> versions = new HashMap<>();
    private boolean nameInDoubt;
    private @Nullable SourceEntry meta;
    private @Nullable SourceEntry tags;
    private @Nullable SourceEntry aliases;

    private RegisteredModelFolder(
            SourceEntry folder, EntityOptions options, RenumberedExperiments renumbered, FolderReport report) {
        this.folder = folder;
        this.options = options;
        this.renumbered = renumbered;
        this.report = report;
    }

    /** The registered model, or null: blocked, or no model. */
    public static @Nullable RegisteredModel read(
            SourceEntry folder, EntityOptions options, RenumberedExperiments renumbered, FolderReport report) {
        RegisteredModelFolder model = new RegisteredModelFolder(folder, options, renumbered, report);
        report.reader().list(folder).forEach(model::sort);
        SourceEntry meta = model.meta;
        if (meta == null) {
            model.withoutMeta();
            return null;
        }
        List<Tag> tags = model.readTags();
        List<Alias> aliases = model.readAliases();
        MetaFields fields = MetaFields.read(meta, report);
        RegisteredModel read = fields == null ? null : model.read(fields, tags, aliases);
        if (read == null) {
            model.listDefectsOfVersions();
            report.ownerBlocked(folder);
        }
        return read;
    }

    /** Of the names in a registered model's folder those of its versions, by number. */
    public static List<String> versionFolders(String[] names) {
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
            case FileStoreLayout.TAGS -> tags = report.checked(entry);
            case FileStoreLayout.ALIASES -> aliases = report.checked(entry);
            default -> {
                if (!entry.name().startsWith(FileStoreLayout.VERSION_PREFIX)) {
                    report.unknown(entry);
                } else {
                    report.countedElsewhere(entry);
                    versionFolders.add(entry);
                    if (entry.isFolder()) {
                        versionOf(entry.name()).ifPresent(version -> versions.put(version, entry));
                    }
                }
            }
        }
    }

    private void withoutMeta() {
        if (!versions.isEmpty() || holdsFiles(tags) || holdsFiles(aliases)) {
            readTags();
            readAliases();
            listDefectsOfVersions();
            report.blocked(
                    folder,
                    "it has the contents of a registered model, but no meta.yaml",
                    "restore its meta.yaml, or move the directory out of the source");
            report.ownerBlocked(folder);
        } else {
            report.ownerLeftAlone(folder);
            report.note(folder.whole(), "it is not a registered model: it has no meta.yaml");
        }
    }

    private static boolean holdsFiles(@Nullable SourceEntry child) {
        return child != null && child.isFolder() && EntityTraces.holdsFiles(child);
    }

    /** Nobody asks for the versions of a model that is blocked, and what is wrong with them is wanted all the same. */
    private void listDefectsOfVersions() {
        for (SourceEntry version : versionFolders) {
            if (version.problem() != null) {
                report.blockedBy(version);
            } else if (version.isFolder()) {
                // Versions in a copied folder name the model that they are copies of, as its own file does.
                report.addBlocked(
                        defects(version),
                        item -> !(nameInDoubt && NAME.equals(item.place().key())));
            }
        }
    }

    /** What is wrong with a version, for whoever does not deliver it. */
    private FolderReport defects(SourceEntry version) {
        RegisteredModel provisional = new RegisteredModel(folder.name(), null, null, null, List.of(), List.of());
        FolderReport inner = new FolderReport(report.tree());
        ModelVersionFolder.read(provisional, version, id -> true, options, inner);
        return inner;
    }

    private @Nullable RegisteredModel read(MetaFields fields, List<Tag> readTags, List<Alias> readAliases) {
        fields.mustBe(
                NAME,
                folder.name(),
                "its directory",
                "name the directory after the model or the model after the directory, or move a copy out of the source");
        nameInDoubt = !fields.isUsable(NAME);
        Long created = time(fields, "creation_timestamp");
        Long updated = time(fields, "last_updated_timestamp");
        List<Tag> tagsThen = new ArrayList<>(readTags);
        String description = MendedText.of(
                "description",
                fields.text("description"),
                TextColumn.REGISTERED_MODEL_DESCRIPTION,
                fields,
                options,
                tagsThen);
        for (String key : List.of("deployment_job_id", "deployment_job_state")) {
            if (fields.hasValue(key)) {
                fields.normalized(Normalization.VERSION_FIELDS, key);
            }
        }
        fields.ignore("aliases", "latest_versions", "tags", "workspace");
        if (!fields.finish()) {
            return null;
        }
        RegisteredModel model = new RegisteredModel(
                folder.name(),
                created,
                updated,
                description,
                tagsThen.stream().sorted().toList(),
                readAliases);
        return DeclaredLengths.fits(model, folder, report, options) ? model : null;
    }

    private static @Nullable Long time(MetaFields fields, String key) {
        return fields.taken(key, MissingTime.mayBeNull(fields.integer(key))).orElse(null);
    }

    private List<Tag> readTags() {
        List<Tag> read = new ArrayList<>();
        List<Tag> originals = new ArrayList<>();
        for (KeyFiles.KeyFile key : KeyFiles.in(tags, report)) {
            String text = report.reader().text(key.file());
            String value = text == null
                    ? null
                    : MendedText.inFiles(
                                    "registered_model_tags.key",
                                    "registered_model_tags.value",
                                    report,
                                    options,
                                    originals)
                            .apply(key, text);
            if (value != null) {
                String now = key.key().equals(PromptExperiments.TAG) ? renumbered.inTag(value) : value;
                read.add(new Tag(key.key(), now));
                if (!now.equals(value)) {
                    report.repaired(key.file(), key.key(), value, now);
                    read.add(new Tag(MetaFields.REPAIRED_TAG + key.key(), value));
                }
            }
        }
        read.addAll(originals);
        return read.stream().sorted().toList();
    }

    private List<Alias> readAliases() {
        List<Alias> read = new ArrayList<>();
        for (KeyFiles.KeyFile key : KeyFiles.in(aliases, report)) {
            String text = report.reader().text(key.file());
            if (text != null && DeclaredLengths.fits(ALIAS_COLUMN, ALIAS_COLUMN, key, "", report, options)) {
                OptionalLong version = version(text);
                if (version.isEmpty()) {
                    report.blocked(
                            key.file(),
                            "it is not a version number: " + FolderReport.shown(text),
                            "write the number, or remove the alias");
                } else if (isBlocked(version.getAsLong())) {
                    report.blockedWithOwner(key.file());
                } else if (DeclaredLengths.fits(VERSION_COLUMN, version.getAsLong(), key, report, options)) {
                    read.add(alias(key, text, version.getAsLong()));
                }
            }
        }
        return read;
    }

    /** Whether the version is there and cannot be migrated, which has an item of its own. */
    private boolean isBlocked(long version) {
        SourceEntry found = versions.get(version);
        return found != null && (found.problem() != null || defects(found).hasBlocked());
    }

    private Alias alias(KeyFiles.KeyFile key, String text, long version) {
        if (!text.equals(Long.toString(version))) {
            report.normalized(Normalization.ALIAS_TEXT, key.file());
        }
        if (!versions.containsKey(version)) {
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
