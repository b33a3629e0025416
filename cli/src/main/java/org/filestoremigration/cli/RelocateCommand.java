package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.migration.ArtifactManifest;
import org.filestoremigration.domain.migration.LocationRewrite;
import org.filestoremigration.domain.migration.LocationRule;
import org.filestoremigration.domain.migration.StoredLocations;
import org.filestoremigration.filestore.artifact.ArtifactCopy;
import org.filestoremigration.filestore.artifact.CopiedArtifacts;
import org.filestoremigration.filestore.artifact.Rewrites;
import org.filestoremigration.filestore.artifact.StoreFolders;
import org.filestoremigration.verification.VisibleText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Changes the artifact locations of a database, whoever wrote it, and nothing else. */
@Command(
        name = RelocateCommand.NAME,
        sortOptions = false,
        description = "Changes the artifact locations in an existing database, and nothing else.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate-filestore relocate --target sqlite:///mlflow.db \\",
            "      --rewrite-artifact-uri file:///home/ada/mlruns=s3://bucket/mlruns --dry-run",
            "  migrate-filestore relocate --target sqlite:///mlflow.db --rebase-artifacts --source mlruns"
        })
final class RelocateCommand implements Callable<Integer> {

    static final String NAME = "relocate";

    private final Terminal terminal;
    private final Interruption interruption;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "URI",
            converter = TargetOption.class,
            description = "The database to change: sqlite:///relative, sqlite:////absolute, the path of a file, or"
                    + " postgresql://user@host/database.")
    private TargetDatabase target = new FileTarget(Path.of(""), "");

    @Option(
            names = "--rewrite-artifact-uri",
            paramLabel = "OLD=NEW",
            converter = RewriteOption.class,
            description = "Replace the prefix OLD of artifact locations by NEW; may be repeated.")
    private List<LocationRewrite> rewrites = new ArrayList<>();

    @Option(
            names = "--rebase-artifacts",
            description = "Point artifact locations to --source if their files are there.")
    private boolean rebase;

    @Option(
            names = "--source",
            paramLabel = "DIR",
            converter = SourceOption.class,
            description = "The directory of a FileStore that contains the experiments; may be repeated.")
    private List<Path> sources = new ArrayList<>();

    @Mixin
    private final ArtifactOptions artifacts = new ArtifactOptions();

    @Option(names = "--follow-symlinks", description = "Copy the targets of symbolic links that leave the source.")
    private boolean followSymlinks;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    @Mixin
    private final ProgressOption progress = new ProgressOption();

    RelocateCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        requireSense();
        StoreFolders folders = StoreFolders.of(sources);
        try (StoredLocations locations = target.locations();
                Copies copies = new Copies(dryRun ? null : artifacts.begin(folders, followSymlinks))) {
            long changed = change(locations, copies, folders);
            Findings findings = new Findings();
            copies.finish(findings, progress, terminal, interruption);
            if (findings.blockedCount() > 0) {
                new FindingsText(terminal).blocked(findings);
                terminal.err().println(Main.NAME + ": nothing was changed: not every artifact could be copied");
                return ExitCode.BLOCKED.status();
            }
            List<String> differences = locations.differences(changed);
            if (!differences.isEmpty()) {
                terminal.err()
                        .println(Main.NAME + ": nothing was changed: not only locations would have changed ("
                                + VisibleText.sentence(String.join(", ", differences))
                                + "); this is a defect of the program: please report it");
                return ExitCode.DIFFERENT.status();
            }
            interruption.check();
            if (!dryRun && changed > 0) {
                locations.publish();
            }
            say(changed, copies.manifest());
            return ExitCode.COMPLETE.status();
        }
    }

    private void requireSense() {
        String mistake = artifacts.mistake();
        if (mistake != null) {
            throw wrongUsage(mistake);
        }
        if (rewrites.isEmpty() && !rebase && artifacts.copies == null) {
            throw wrongUsage(
                    "nothing to change: give --rewrite-artifact-uri, --rebase-artifacts or" + " --copy-artifacts");
        }
        if (rebase && sources.isEmpty()) {
            throw wrongUsage("--rebase-artifacts needs --source, the directory of the files");
        }
    }

    private ParameterException wrongUsage(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command before it runs it");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    private long change(StoredLocations locations, Copies copies, StoreFolders folders) {
        Rewrites rewritten = new Rewrites(rewrites, folders);
        String root = artifacts.location();
        LocationRule copied = root == null ? LocationRule.NONE : new CopiedArtifacts(root, folders);
        LocationRule rebased = rebase ? folders.rebase() : LocationRule.NONE;
        ArtifactCopy copy = copies.copy();
        long changed = locations.change((owner, location) -> {
            if (copy != null) {
                copy.add(owner, location);
            }
            Optional<String> now = rewritten.now(owner, location);
            return copied.now(owner, location).or(() -> now).or(() -> rebased.now(owner, location));
        });
        rewritten.unused().stream().findFirst().ifPresent(unused -> {
            throw wrongUsage("--rewrite-artifact-uri: no artifact location begins with "
                    + VisibleText.sentence(unused.from().text()));
        });
        return changed;
    }

    private void say(long changed, @Nullable ArtifactManifest manifest) {
        String locations = Counted.of(changed, "artifact location");
        terminal.out()
                .println(
                        dryRun
                                ? locations + " would change, and nothing else."
                                : locations + " changed; every other value was compared and is the same.");
        if (manifest != null) {
            terminal.out().println(ClosingWords.copied(manifest));
        }
    }
}
