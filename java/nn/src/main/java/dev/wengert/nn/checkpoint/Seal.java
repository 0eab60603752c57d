package dev.wengert.nn.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The checksum of a file, kept in its own metadata: {@code sha256} is the SHA-256 of the whole file in which the 64 digits of
 * the checksum themselves are read as zeros.
 *
 * <p>A second key, {@code wengert}, says that there must be a checksum, so that damage to the one key does not pass for a
 * file that another tool wrote without any.
 */
final class Seal {

    private static final String CHECKSUM = "sha256";
    private static final String MARK = "wengert";
    private static final String VERSION = "1";
    private static final String BLANK = "0".repeat(64);

    private final MessageDigest digest;

    Seal() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The metadata with room for a checksum, which comes first. */
    static Map<String, String> blank(Map<String, String> metadata) {
        if (metadata.containsKey(CHECKSUM) || metadata.containsKey(MARK)) {
            throw new IllegalArgumentException(
                    "the metadata keys '" + CHECKSUM + "' and '" + MARK + "' are the file format's own; choose others");
        }
        Map<String, String> sealed = new LinkedHashMap<>();
        sealed.put(CHECKSUM, BLANK);
        sealed.put(MARK, VERSION);
        sealed.putAll(metadata);
        return sealed;
    }

    /** The metadata without what {@link #blank} added. */
    static Map<String, String> open(Map<String, String> metadata) {
        Map<String, String> opened = new LinkedHashMap<>(metadata);
        opened.remove(CHECKSUM);
        opened.remove(MARK);
        return opened;
    }

    /** Whether a file with this metadata claims to have a checksum. */
    static boolean isClaimed(Map<String, String> metadata) {
        return metadata.containsKey(CHECKSUM) || metadata.containsKey(MARK);
    }

    /** Where the digits of a checksum are in the header's JSON, or −1. */
    static int position(String json, String digits) {
        String lead = '"' + CHECKSUM + "\":\"";
        int at = json.indexOf(lead + digits + '"');
        // The index counts bytes as well as characters only where all before it is ASCII.
        boolean ascii = at >= 0 && json.substring(0, at).chars().allMatch(c -> c < 128);
        return ascii ? at + lead.length() : -1;
    }

    /** Where the digits of a blank checksum are in a header written here. */
    static int blankPosition(String json) {
        return position(json, BLANK);
    }

    /** The header's JSON with a blank in place of its checksum, or {@code json} itself where none is found. */
    static String blanked(String json, Map<String, String> metadata) {
        String digits = metadata.getOrDefault(CHECKSUM, "");
        int at = digits.length() == BLANK.length() ? position(json, digits) : -1;
        return at < 0 ? json : json.substring(0, at) + BLANK + json.substring(at + BLANK.length());
    }

    void update(byte[] bytes) {
        digest.update(bytes);
    }

    /** Takes what remains in the buffer, whose position moves to its end. */
    void update(ByteBuffer bytes) {
        digest.update(bytes);
    }

    /** The digits of all that was given; once. */
    byte[] digits() {
        return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the metadata holds the digits of all that was given; once. */
    boolean matches(Map<String, String> metadata) {
        byte[] stated = metadata.getOrDefault(CHECKSUM, "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(digits(), stated);
    }
}
