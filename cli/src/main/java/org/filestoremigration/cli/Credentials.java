package org.filestoremigration.cli;

import java.util.regex.Pattern;

/** Passwords in what a person typed, which is never to be shown again. */
final class Credentials {

    /** From the first {@code :} behind the user to the last {@code @} that can end it. */
    private static final Pattern PASSWORD = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*://[^:/@\\s]*):.*@");

    private static final Pattern PARAMETER = Pattern.compile("(?i)([?&](?:ssl)?password=)[^&\\s'\"]*");

    private Credentials() {}

    /** The same text with {@code …} in the place of what may be a password. */
    static String hidden(String text) {
        String hidden = PASSWORD.matcher(text).replaceAll("$1:…@");
        return PARAMETER.matcher(hidden).replaceAll("$1…");
    }
}
