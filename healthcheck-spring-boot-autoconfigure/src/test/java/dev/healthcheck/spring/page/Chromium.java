package dev.healthcheck.spring.page;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Chromium without a window, with one page, spoken to over its DevTools protocol.
 */
final class Chromium implements AutoCloseable {

	private static final JsonMapper json = new JsonMapper();

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Process process;

	private final WebSocket socket;

	private final AtomicInteger ids = new AtomicInteger();

	private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

	private final List<JsonNode> events = new CopyOnWriteArrayList<>();

	private String session = "";

	private Chromium(Process process, URI devTools) {
		this.process = process;
		this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(devTools, new Receiver()).join();
	}

	/**
	 * Look for Chromium as a shell does.
	 * @return the program, or empty if it is not installed
	 */
	static Optional<Path> program() {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, "chromium"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Start it with an empty page.
	 * @param program the program
	 * @param directory where its files go
	 * @return the running browser
	 */
	static Chromium start(Path program, Path directory) throws IOException {
		Path log = directory.resolve("chromium.log");
		Process process = new ProcessBuilder(program.toString(), "--headless", "--no-sandbox", "--disable-gpu",
				"--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
				"--disable-sync", "--hide-scrollbars", "--remote-debugging-port=0",
				"--user-data-dir=" + directory.resolve("profile"), "about:blank")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			Path told = directory.resolve("profile/DevToolsActivePort");
			Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(told) && Files.readAllLines(told).size() == 2);
			List<String> lines = Files.readAllLines(told);
			Chromium chromium = new Chromium(process, URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
			chromium.attach();
			return chromium;
		}
		catch (RuntimeException ex) {
			process.destroyForcibly();
			throw new IllegalStateException(Files.readString(log), ex);
		}
	}

	private void attach() {
		String target = send("Target.createTarget", Map.of("url", "about:blank")).get("targetId").stringValue();
		this.session = send("Target.attachToTarget", Map.of("targetId", target, "flatten", true)).get("sessionId")
			.stringValue();
		for (String domain : new String[] { "Runtime", "Log", "Network", "Page" }) {
			send(domain + ".enable", Map.of());
		}
		send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
				window.violations = [];
				document.addEventListener("securitypolicyviolation",
					(e) => window.violations.push(e.violatedDirective + " " + e.blockedURI));
				"""));
	}

	/**
	 * Send a command, and wait for its result.
	 * @param method the domain and name of the command
	 * @param parameters its parameters
	 * @return the result
	 */
	JsonNode send(String method, Map<String, Object> parameters) {
		int id = this.ids.incrementAndGet();
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.answers.put(id, answer);
		Map<String, Object> command = this.session.isEmpty() ? Map.of("id", id, "method", method, "params", parameters)
				: Map.of("id", id, "method", method, "params", parameters, "sessionId", this.session);
		this.socket.sendText(json.writeValueAsString(command), true).join();
		JsonNode message = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
		if (message.has("error")) {
			throw new IllegalStateException(method + ": " + message.get("error"));
		}
		return message.get("result");
	}

	void open(String url) {
		send("Page.navigate", Map.of("url", url));
	}

	/**
	 * Evaluate an expression in the page.
	 * @param expression JavaScript
	 * @return its value as text
	 */
	String evaluate(String expression) {
		JsonNode result = send("Runtime.evaluate",
				Map.of("expression", "String(" + expression + ")", "returnByValue", true));
		return result.at("/result/value").asString();
	}

	/**
	 * Return what there is to read.
	 * @return the text of the page, as it is laid out
	 */
	String text() {
		return evaluate("document.body ? document.body.innerText : ''");
	}

	void screen(int width, int height, boolean mobile, String colours) {
		send("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
		send("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
	}

	/**
	 * Take a picture of the screen, if the system property {@code screenshots} says where
	 * to.
	 * @param name the name of the picture
	 */
	void picture(String name) throws IOException {
		String directory = System.getProperty("screenshots");
		if (directory != null) {
			String data = send("Page.captureScreenshot", Map.of("format", "png")).get("data").stringValue();
			Files.write(Path.of(directory, name + ".png"), Base64.getDecoder().decode(data));
		}
	}

	/**
	 * Return what the console of the page says.
	 * @return messages, errors and exceptions
	 */
	List<String> console() {
		List<String> console = new ArrayList<>();
		for (JsonNode event : this.events) {
			switch (event.get("method").stringValue()) {
				case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
					console.add(event.get("params").toString());
				default -> {
				}
			}
		}
		return console;
	}

	/**
	 * Return what the page has asked for.
	 * @param type the type of the resource, such as {@code Document}, or empty for any
	 * @return the URLs
	 */
	List<String> requests(String type) {
		return this.events.stream()
			.filter((event) -> event.get("method").stringValue().equals("Network.requestWillBeSent"))
			.filter((event) -> type.isEmpty() || event.at("/params/type").asString().equals(type))
			.map((event) -> event.at("/params/request/url").stringValue())
			.toList();
	}

	/**
	 * End it, and wait for all of its processes: they write to its directory.
	 */
	@Override
	public void close() throws InterruptedException {
		this.socket.abort();
		List<ProcessHandle> children = this.process.descendants().toList();
		this.process.destroy();
		if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor();
			children.forEach(ProcessHandle::destroyForcibly);
		}
		CompletableFuture.allOf(children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
			.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
			.join();
	}

	private final class Receiver implements WebSocket.Listener {

		private final StringBuilder parts = new StringBuilder();

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
			this.parts.append(part);
			if (last) {
				JsonNode message = json.readTree(this.parts.toString());
				this.parts.setLength(0);
				if (message.has("id")) {
					CompletableFuture<JsonNode> answer = Chromium.this.answers.remove(message.get("id").intValue());
					if (answer != null) {
						answer.complete(message);
					}
				}
				else {
					Chromium.this.events.add(message);
				}
			}
			socket.request(1);
			return CompletableFuture.completedStage(null);
		}

	}

}
