package org.filestoremigration.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, for a person.
 *
 * @param message one sentence
 * @param remedy what was probably meant; empty if that cannot be determined
 */
record UsageMistake(String message, String remedy) {

    /** More suggestions than this are no help. */
    private static final int MAX_SUGGESTIONS = 3;

    /** What people who know other programs type, and what it is called here. */
    private static final Map<String, String> OTHER_WORDS = Map.of(
            "--dry-run", "Use the command plan: it reads everything and writes nothing.",
            "--force", "To replace an existing target, use --overwrite.",
            "--yes", "To replace an existing target, use --overwrite.");

    static UsageMistake of(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        // A mistyped option is also a missing one, and picocli speaks of the missing one.
        List<String> unknown = command.getUnmatchedArguments();
        List<String> options = unknown.stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.replaceFirst("=.*", ""))
                .toList();
        if (!options.isEmpty()) {
            return new UsageMistake(
                    "unknown option" + (options.size() == 1 ? ": " : "s: ") + String.join(", ", options),
                    options.stream()
                            .flatMap(option -> meant(command, option).stream())
                            .collect(Collectors.joining(" ")));
        }
        if (!unknown.isEmpty()) {
            return unexpected(command, unknown);
        }
        ArgSpec argument = exception.getArgSpec();
        if (argument != null && exception.getValue() != null && argument.auxiliaryTypes()[0].isEnum()) {
            return new UsageMistake(
                    argument.isOption() && argument instanceof CommandLine.Model.OptionSpec option
                            ? option.longestName() + " cannot be '" + exception.getValue() + "'"
                            : "unknown " + argument.paramLabel() + ": " + exception.getValue(),
                    "It is one of: " + String.join(", ", values(argument)) + ".");
        }
        return new UsageMistake(String.valueOf(exception.getMessage()), "");
    }

    private static UsageMistake unexpected(CommandLine command, List<String> words) {
        String word = words.get(0);
        if (command.getParent() != null || words.stream().anyMatch(each -> each.matches(".*[/.].*"))) {
            return new UsageMistake(
                    "unexpected argument: " + word, "Give the directory with --source and the database with --target.");
        }
        return new UsageMistake("unknown command: " + word, String.join(" ", meant(command, word)));
    }

    /** One sentence with the options or commands that are most like a word; none if nothing is. */
    private static List<String> meant(CommandLine command, String word) {
        String other = OTHER_WORDS.get(word);
        if (other != null) {
            return List.of(other);
        }
        List<String> like = new UnmatchedArgumentException(command, List.of(word))
                .getSuggestions().stream().limit(MAX_SUGGESTIONS).toList();
        return like.isEmpty() ? List.of() : List.of("Did you mean " + String.join(" or ", like) + "?");
    }

    private static List<String> values(ArgSpec argument) {
        List<String> values = new ArrayList<>();
        Iterable<String> candidates = argument.completionCandidates();
        if (candidates != null) {
            candidates.forEach(values::add);
        }
        return values.isEmpty()
                ? Arrays.stream(argument.auxiliaryTypes()[0].getEnumConstants())
                        .map(Object::toString)
                        .toList()
                : values;
    }
}
