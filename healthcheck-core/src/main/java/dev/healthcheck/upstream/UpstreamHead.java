package dev.healthcheck.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the head of an upstream's answer, at most 16 KiB of it, and keeps the four fields
 * that say how to read the body. Nothing of the others reaches anybody, whatever is in
 * them.
 */
final class UpstreamHead {

	private static final int MAX_HEAD = 16 * 1024;

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: .*)?");

	private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

	private final InputStream in;

	private int left = MAX_HEAD;

	private int status;

	private String contentType = "";

	private String contentEncoding = "";

	private boolean chunked;

	/** The length of the body, or -1 if it goes on to the end of the connection. */
	private long contentLength;

	private UpstreamHead(InputStream in) {
		this.in = in;
	}

	static UpstreamHead read(InputStream in) throws IOException {
		UpstreamHead head = new UpstreamHead(in);
		do {
			head.readOne();
		}
		// 1xx goes before the answer; 101 would change the protocol
		while (head.status < 200 && head.status != 101);
		return head;
	}

	private void readOne() throws IOException {
		Matcher matcher = STATUS.matcher(line());
		if (!matcher.matches()) {
			throw notHttp();
		}
		this.status = Integer.parseInt(matcher.group(1));
		this.contentType = "";
		this.contentEncoding = "";
		this.chunked = false;
		this.contentLength = -1;
		String line = line();
		while (!line.isEmpty()) {
			int colon = line.indexOf(':');
			if (colon < 1) {
				throw notHttp();
			}
			keep(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
			line = line();
		}
	}

	private void keep(String name, String value) throws UpstreamException {
		switch (name) {
			case "content-type" -> {
				this.contentType = value;
			}
			case "content-encoding" -> {
				this.contentEncoding = value.toLowerCase(Locale.ROOT);
			}
			case "content-length" -> {
				this.contentLength = length(value);
			}
			case "transfer-encoding" -> {
				if (!value.equalsIgnoreCase("chunked")) {
					throw new UpstreamException("answers in a transfer encoding that is not supported");
				}
				this.chunked = true;
			}
			default -> {
				// Of no interest
			}
		}
	}

	private long length(String value) throws UpstreamException {
		if (!LENGTH.matcher(value).matches()) {
			throw notHttp();
		}
		long length = Long.parseLong(value);
		if (this.contentLength >= 0 && this.contentLength != length) {
			throw notHttp();
		}
		return length;
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		int b = next();
		while (b != '\r' && b != '\n') {
			if (b == 0x7F || (b < ' ' && b != '\t')) {
				throw notHttp();
			}
			line.append((char) b);
			b = next();
		}
		if (b == '\r' && next() != '\n') {
			throw notHttp();
		}
		return line.toString();
	}

	private int next() throws IOException {
		if (this.left-- == 0) {
			throw new UpstreamException("answers with a head above " + MAX_HEAD + " bytes");
		}
		int b = this.in.read();
		if (b < 0) {
			throw new EOFException();
		}
		return b;
	}

	private static UpstreamException notHttp() {
		return new UpstreamException("answers something that is not HTTP");
	}

	int status() {
		return this.status;
	}

	String contentType() {
		return this.contentType;
	}

	String contentEncoding() {
		return this.contentEncoding;
	}

	boolean chunked() {
		return this.chunked;
	}

	long contentLength() {
		return this.contentLength;
	}

}
