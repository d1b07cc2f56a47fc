package dev.healthcheck.server;

/** The characters of HTTP (RFC 9110, section 5.6.2 and 5.5). */
final class Token {

	private static final boolean[] CHARACTERS = new boolean[128];

	static {
		for (char c = '!'; c < 0x7F; c++) {
			CHARACTERS[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
		}
	}

	private Token() {
	}

	static boolean isTokenCharacter(int character) {
		return character >= 0 && character < CHARACTERS.length && CHARACTERS[character];
	}

	static boolean matches(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (!isTokenCharacter(text.charAt(i))) {
				return false;
			}
		}
		return !text.isEmpty();
	}

	// No control characters except tabs
	static boolean isText(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c < ' ' && c != '\t') || c == 0x7F) {
				return false;
			}
		}
		return true;
	}

}
