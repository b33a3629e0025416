package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, which picocli has none for. */
final class FishCompletion {

    private static final String COMPLETE = "complete -c " + Main.NAME;

    private final List<String> lines = new ArrayList<>();

    private FishCompletion() {}

    static String of(CommandLine root) {
        FishCompletion script = new FishCompletion();
        script.lines.add(COMPLETE + " -f");
        Map<String, CommandLine> commands = new LinkedHashMap<>(root.getSubcommands());
        commands.values()
                .removeIf(command -> command.getCommandSpec().usageMessage().hidden());
        commands.forEach(script::command);
        List<String> others = commands.keySet().stream()
                .filter(name -> !name.equals(MigrateCommand.NAME))
                .toList();
        commands.forEach((name, command) -> {
            // Without a command's name the options are those of migrate.
            String when = name.equals(MigrateCommand.NAME)
                    ? "not __fish_seen_subcommand_from " + String.join(" ", others)
                    : "__fish_seen_subcommand_from " + name;
            command.getCommandSpec().options().forEach(option -> script.option(when, option));
        });
        return String.join("\n", script.lines) + "\n";
    }

    private void command(String name, CommandLine command) {
        String[] description = command.getCommandSpec().usageMessage().description();
        lines.add(COMPLETE + " -n __fish_use_subcommand -a " + name + " -d " + quoted(String.join(" ", description)));
    }

    private void option(String when, OptionSpec option) {
        if (option.hidden()) {
            return;
        }
        StringBuilder line = new StringBuilder(COMPLETE).append(" -n ").append(quoted(when));
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
        }
        line.append(argument(option)).append(" -d ").append(quoted(brief(option)));
        lines.add(line.toString());
    }

    private static String argument(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        if (option.completionCandidates() != null && !option.auxiliaryTypes()[0].isEnum()) {
            return " -x -a " + quoted(String.join(" ", option.completionCandidates()));
        }
        Class<?> type = option.auxiliaryTypes()[0];
        if (type.isEnum()) {
            List<String> words = new ArrayList<>();
            for (Object constant : type.getEnumConstants()) {
                words.add(constant.toString().toLowerCase(Locale.ROOT));
            }
            return " -x -a " + quoted(String.join(" ", words));
        }
        return type == Path.class || type == TargetDatabase.class ? " -r -F" : " -x";
    }

    /** As far as a list of options has room for it. */
    private static String brief(OptionSpec option) {
        return String.join(" ", option.description()).split("[.:;] |\\.$", 2)[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
