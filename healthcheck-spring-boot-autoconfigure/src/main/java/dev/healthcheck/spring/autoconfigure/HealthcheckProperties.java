package dev.healthcheck.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.probe.LoadBalancer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * {@link ConfigurationProperties Properties} for health checks. One class binds the whole
 * prefix, so that a key that does not exist stops the start.
 *
 * @since 0.1.0
 */
@ConfigurationProperties(prefix = "healthcheck", ignoreUnknownFields = false)
public class HealthcheckProperties {

	/**
	 * Whether health checks are enabled.
	 */
	private boolean enabled = true;

	/**
	 * HTTP status code of DOWN and OUT_OF_SERVICE, from 400 to 599.
	 */
	private int failureStatus = 503;

	/**
	 * What the load balancer understands besides 200 and 503: with 'haproxy' 404 in
	 * maintenance and while draining, for its 'disable-on-404', with 'envoy' its headers.
	 */
	private LoadBalancer loadBalancer = LoadBalancer.GENERIC;

	@NestedConfigurationProperty
	private final ServerProperties server = new ServerProperties();

	@NestedConfigurationProperty
	private final AppServerProperties appServer = new AppServerProperties();

	@NestedConfigurationProperty
	private final WorkersProperties workers = new WorkersProperties();

	@NestedConfigurationProperty
	private final StatsdProperties statsd = new StatsdProperties();

	@NestedConfigurationProperty
	private final MaintenanceProperties maintenance = new MaintenanceProperties();

	@NestedConfigurationProperty
	private final AgentProperties agent = new AgentProperties();

	@NestedConfigurationProperty
	private final ChecksProperties checks = new ChecksProperties();

	@NestedConfigurationProperty
	private final MetricsProperties metrics = new MetricsProperties();

	@NestedConfigurationProperty
	private final ShutdownProperties shutdown = new ShutdownProperties();

	@NestedConfigurationProperty
	private final WarmUpProperties warmUp = new WarmUpProperties();

	@NestedConfigurationProperty
	private final IndicatorsProperties indicators = new IndicatorsProperties();

	@NestedConfigurationProperty
	private final PageProperties page = new PageProperties();

	/**
	 * Settings of single checks by their names; letter case, dashes and underscores make
	 * no difference. Those of a composite count for its children too.
	 */
	private final Map<String, OverrideProperties> overrides = new LinkedHashMap<>();

	/**
	 * Probes by their names. There are 'livez' on '/livez' for the group 'liveness', and
	 * 'readyz' on '/readyz' for 'readiness', unless they are set otherwise.
	 */
	private final Map<String, ProbeProperties> probes = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public int getFailureStatus() {
		return this.failureStatus;
	}

	public void setFailureStatus(int failureStatus) {
		this.failureStatus = Require.between("healthcheck.failure-status", failureStatus, 400, 599);
	}

	public LoadBalancer getLoadBalancer() {
		return this.loadBalancer;
	}

	public void setLoadBalancer(LoadBalancer loadBalancer) {
		this.loadBalancer = loadBalancer;
	}

	public ServerProperties getServer() {
		return this.server;
	}

	public AppServerProperties getAppServer() {
		return this.appServer;
	}

	public WorkersProperties getWorkers() {
		return this.workers;
	}

	public StatsdProperties getStatsd() {
		return this.statsd;
	}

	public MaintenanceProperties getMaintenance() {
		return this.maintenance;
	}

	public AgentProperties getAgent() {
		return this.agent;
	}

	public ChecksProperties getChecks() {
		return this.checks;
	}

	public MetricsProperties getMetrics() {
		return this.metrics;
	}

	public ShutdownProperties getShutdown() {
		return this.shutdown;
	}

	public WarmUpProperties getWarmUp() {
		return this.warmUp;
	}

	public IndicatorsProperties getIndicators() {
		return this.indicators;
	}

	public PageProperties getPage() {
		return this.page;
	}

	public Map<String, OverrideProperties> getOverrides() {
		return this.overrides;
	}

	public Map<String, ProbeProperties> getProbes() {
		return this.probes;
	}

}
