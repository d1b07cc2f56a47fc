package dev.healthcheck.maintenance;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the content of maintenance files: UTF-8, or what a byte order mark announces,
 * as shells and editors of Windows write one.
 */
final class MaintenanceText {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private MaintenanceText() {
	}

	/**
	 * Decode a content.
	 * @param content the content
	 * @return the text without the mark
	 */
	static String decode(byte[] content) {
		String text = new String(content, charset(content));
		return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
	}

	private static Charset charset(byte[] content) {
		int mark = (content.length >= 2) ? ((content[0] & 0xFF) << 8) + (content[1] & 0xFF) : 0;
		return switch (mark) {
			case 0xFEFF -> StandardCharsets.UTF_16BE;
			case 0xFFFE -> StandardCharsets.UTF_16LE;
			default -> StandardCharsets.UTF_8;
		};
	}

	/**
	 * Return whether a text was read in another encoding than it was written in, as
	 * UTF-16 without a mark is.
	 * @param text the text
	 * @return whether it has characters that no text has
	 */
	static boolean isGarbled(String text) {
		return text.indexOf('\0') >= 0;
	}

}
