package org.filestoremigration.filestore;

import java.util.List;

/**
 * Artifacts that have moved: an artifact URI below {@code oldPrefix} is written with {@code newPrefix} in its place.
 *
 * @param oldPrefix a whole URI or path up to a slash; {@code file:///old} does not match {@code file:///older}
 */
public record UriRewrite(String oldPrefix, String newPrefix) {

    public UriRewrite {
        if (oldPrefix.isEmpty()) {
            throw new IllegalArgumentException("the old prefix of an artifact URI is empty");
        }
    }

    /** The URI after the first rewrite that matches it, the same text if none does. */
    public static String apply(List<UriRewrite> rewrites, String uri) {
        for (UriRewrite rewrite : rewrites) {
            if (rewrite.matches(uri)) {
                return rewrite.newPrefix + uri.substring(rewrite.oldPrefix.length());
            }
        }
        return uri;
    }

    private boolean matches(String uri) {
        return uri.startsWith(oldPrefix)
                && (uri.length() == oldPrefix.length()
                        || oldPrefix.endsWith("/")
                        || uri.charAt(oldPrefix.length()) == '/');
    }
}
