package dev.healthcheck.spring.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.healthcheck.port.HostAndPort;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.AgentAnswer;
import dev.healthcheck.server.AgentServer;
import dev.healthcheck.server.ServerLoop;
import dev.healthcheck.spring.appserver.EmbeddedServer;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import dev.healthcheck.spring.server.SharedPorts.Listener;
import dev.healthcheck.spring.server.SharedPorts.Tenant;
import dev.healthcheck.spring.startup.TestEnvironment;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.log.LogMessage;

/**
 * Opens the ports before anything else starts, and closes them when all else has stopped:
 * the probe server, and HAProxy's agent check on the same event loop. Its threads are
 * daemons, and keep no application from ending.
 */
public final class ProbeServerLifecycle implements SmartLifecycle, SmartApplicationListener {

	private static final Log logger = LogFactory.getLog(ProbeServerLifecycle.class);

	private final ConfigurableApplicationContext context;

	private final Settings settings;

	private final SharedPorts ports;

	private final DaemonThreadFactory threads;

	private final boolean test;

	private volatile @Nullable ServedRequests served;

	private volatile @Nullable Supplier<@Nullable AgentAnswer> agentAnswers;

	private volatile boolean running;

	private volatile @Nullable ServerLoop loop;

	private volatile @Nullable ProbePortOpener probePort;

	private volatile @Nullable Tenant probes;

	private volatile @Nullable Tenant agent;

	private boolean warmedUp;

	ProbeServerLifecycle(ConfigurableApplicationContext context, Settings settings, SharedPorts ports,
			DaemonThreadFactory threads) {
		this.context = context;
		this.settings = settings;
		this.ports = ports;
		this.threads = threads;
		this.test = TestEnvironment.is(context.getEnvironment());
	}

	/**
	 * Return where the probe server listens.
	 * @return the address, or {@code null} while it does not
	 */
	public @Nullable InetSocketAddress address() {
		return address(this.probes);
	}

	/**
	 * Return where HAProxy's agent check is answered.
	 * @return the address, or {@code null} while it is not
	 */
	public @Nullable InetSocketAddress agentAddress() {
		return address(this.agent);
	}

	private static @Nullable InetSocketAddress address(@Nullable Tenant tenant) {
		return (tenant != null) ? tenant.address() : null;
	}

	@Override
	public void start() {
		if (this.settings.areBeansCreated().getAsBoolean()) {
			serve();
		}
		this.running = true;
		try {
			openProbes();
			openAgent();
		}
		catch (RuntimeException ex) {
			stop();
			throw ex;
		}
	}

	private void serve() {
		if (this.served == null) {
			this.served = this.settings.requests().get();
		}
		AgentSettings agent = this.settings.agent();
		if (agent != null && this.agentAnswers == null) {
			this.agentAnswers = agent.answers().get();
		}
	}

	private @Nullable AgentAnswer answerAgent() {
		Supplier<@Nullable AgentAnswer> answers = this.agentAnswers;
		return (answers != null) ? answers.get() : AgentAnswer.down("starting");
	}

	private @Nullable ProbeReply handle(ProbeRequest request) {
		ServedRequests served = this.served;
		return (served != null) ? served.handler().handle(request) : ProbeResponse.starting();
	}

	// Started with the first port
	private ServerLoop loop() {
		ServerLoop loop = this.loop;
		if (loop == null) {
			try {
				loop = ServerLoop.start(this.threads);
			}
			catch (IOException ex) {
				throw new IllegalStateException("The probe server cannot start: " + ex.getMessage(), ex);
			}
			this.loop = loop;
		}
		return loop;
	}

	private void openProbes() {
		ProbePortOpener.Settings server = this.settings.server();
		if (server == null) {
			return;
		}
		boolean embedded = EmbeddedServer.isIn(this.context);
		ProbeServerAddress wanted = ProbeServerAddress.of(this.context.getEnvironment(), embedded, this.test);
		if (wanted == null) {
			logger.info("No probe port is opened, because 'management.server.port' is negative: set '"
					+ ProbeServerAddress.KEY + "' to open one");
			return;
		}
		ProbePortOpener port = new ProbePortOpener(loop(), wanted.address(), server, this::handle,
				this.context.getEnvironment());
		try {
			Tenant opened = this.ports.enter(wanted.address().getPort(), port);
			this.probePort = port;
			this.probes = opened;
			InetSocketAddress address = opened.address();
			if (address != null) {
				port.log(address, this.served, embedded);
			}
		}
		catch (IOException ex) {
			if (wanted.isSet() || embedded) {
				throw wanted.refused(ex);
			}
			logger.warn(LogMessage.format("%s. Probes are not available: set '%s' to a free port, or to 0 for any",
					ex.getMessage(), ProbeServerAddress.KEY));
		}
	}

	private void openAgent() {
		AgentSettings agent = this.settings.agent();
		if (agent == null) {
			return;
		}
		InetSocketAddress probes = address();
		if (probes != null && probes.getPort() == agent.address().getPort()) {
			throw new ExplainedFailureException(
					"'healthcheck.agent.port' is %d, and so is the port of the probe server."
						.formatted(probes.getPort()),
					"Change 'healthcheck.agent.port', or 'healthcheck.server.port'.");
		}
		ServerLoop loop = loop();
		try {
			this.agent = this.ports.enter(agent.address().getPort(), () -> {
				AgentServer server = AgentServer.start(loop, agent.address(), this::answerAgent);
				logger.info(LogMessage.format("HAProxy agent listening on %s (TCP)", HostAndPort.of(server.address())));
				return new Listener(server.address(), server::close);
			});
		}
		catch (IOException ex) {
			throw new ExplainedFailureException(ex.getMessage() + ".",
					"Set 'healthcheck.agent.port' to a TCP port that is free, or to 0 for any, or stop what listens"
							+ " there; look at 'healthcheck.agent.address' if it is set. To do without the agent"
							+ " remove 'healthcheck.agent.port'.",
					ex);
		}
	}

	@Override
	public void stop() {
		Tenant agent = this.agent;
		Tenant probes = this.probes;
		ServerLoop loop = this.loop;
		this.probes = null;
		this.agent = null;
		this.loop = null;
		this.running = false;
		Stream.of(agent, probes).filter(Objects::nonNull).forEach(this.ports::leave);
		if (loop != null) {
			loop.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// The first to start and the last to stop
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	// Probes are answered while the rest of the application pauses
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ContextRefreshedEvent.class.isAssignableFrom(type)
				|| AvailabilityChangeEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event.getSource() != this.context) {
			return;
		}
		if (event instanceof ContextRefreshedEvent) {
			serve();
		}
		else if (event instanceof AvailabilityChangeEvent<?> change
				&& change.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
			warmUp();
		}
	}

	private synchronized void warmUp() {
		ProbePortOpener port = this.probePort;
		ServedRequests served = this.served;
		// No client waits for responses in a test
		if (!this.warmedUp && !this.test && address() != null && port != null && served != null) {
			this.warmedUp = true;
			port.warmUp(served);
		}
	}

	/**
	 * What to open.
	 *
	 * @param areBeansCreated returns whether the beans that answer have been created, as
	 * they have unless all beans of the application are lazy; these are not created
	 * before the application would have
	 * @param requests creates the beans that answer
	 */
	record Settings(BooleanSupplier areBeansCreated, Supplier<ServedRequests> requests,
			ProbePortOpener.@Nullable Settings server, @Nullable AgentSettings agent) {
	}

	record AgentSettings(InetSocketAddress address, Supplier<Supplier<@Nullable AgentAnswer>> answers) {
	}

}
