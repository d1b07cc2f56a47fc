package dev.healthcheck.page;

/**
 * Writes HTML. What comes from outside goes through {@link #text} or the value of an
 * attribute, and is escaped there; names of tags and attributes are constants.
 */
final class Html {

	private final StringBuilder out = new StringBuilder(16_384);

	/**
	 * Begin an element.
	 * @param tag the name of the tag
	 * @param attributes names and values of attributes, in turn
	 * @return this
	 */
	Html open(String tag, String... attributes) {
		this.out.append('<').append(tag);
		for (int i = 0; i < attributes.length; i += 2) {
			this.out.append(' ').append(attributes[i]).append("=\"");
			escape(attributes[i + 1]);
			this.out.append('"');
		}
		this.out.append('>');
		return this;
	}

	Html close(String tag) {
		this.out.append("</").append(tag).append('>');
		return this;
	}

	Html text(String text) {
		escape(text);
		return this;
	}

	/**
	 * Write a whole element with nothing but text in it.
	 * @param tag the name of the tag
	 * @param text the text
	 * @param attributes names and values of attributes, in turn
	 * @return this
	 */
	Html element(String tag, String text, String... attributes) {
		return open(tag, attributes).text(text).close(tag);
	}

	/**
	 * Write markup as it is.
	 * @param constant markup that does not come from outside
	 * @return this
	 */
	Html markup(String constant) {
		this.out.append(constant);
		return this;
	}

	private void escape(String text) {
		String visible = PageText.visible(text);
		for (int i = 0; i < visible.length(); i++) {
			char c = visible.charAt(i);
			switch (c) {
				case '<' -> this.out.append("&lt;");
				case '>' -> this.out.append("&gt;");
				case '&' -> this.out.append("&amp;");
				case '"' -> this.out.append("&quot;");
				case '\'' -> this.out.append("&#39;");
				case '`' -> this.out.append("&#96;");
				default -> this.out.append(c);
			}
		}
	}

	@Override
	public String toString() {
		return this.out.toString();
	}

}
