package dev.healthcheck.spring.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import dev.healthcheck.spring.server.SharedPorts.Tenant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link SharedPorts}.
 */
class SharedPortsTests {

	private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 1);

	private final SharedPorts ports = new SharedPorts();

	private final List<String> events = new ArrayList<>();

	@Test
	void whenContextsWantOnePortTheLatestHasItAndThenTheOneBefore() throws IOException {
		Tenant parent = this.ports.enter(1, opener("parent"));
		Tenant child = this.ports.enter(1, opener("child"));
		assertThat(parent.address()).isNull();
		assertThat(child.address()).isEqualTo(ADDRESS);
		this.ports.leave(child);
		assertThat(parent.address()).isEqualTo(ADDRESS);
		this.ports.leave(parent);
		assertThat(this.events).containsExactly("parent opens", "parent closes", "child opens", "child closes",
				"parent opens", "parent closes");
	}

	@Test
	void whenTheOneBeforeEndsFirstTheLatestKeepsThePort() throws IOException {
		Tenant parent = this.ports.enter(1, opener("parent"));
		Tenant child = this.ports.enter(1, opener("child"));
		this.events.clear();
		this.ports.leave(parent);
		assertThat(this.events).isEmpty();
		this.ports.leave(child);
		assertThat(this.events).containsExactly("child closes");
	}

	@Test
	void whenTheLatestCannotListenTheOneBeforeListensAgain() throws IOException {
		this.ports.enter(1, opener("parent"));
		assertThatIOException().isThrownBy(() -> this.ports.enter(1, () -> {
			throw new IOException("in use");
		}));
		assertThat(this.events).containsExactly("parent opens", "parent closes", "parent opens");
	}

	@Test
	void whenPortsDifferEachListens() throws IOException {
		this.ports.enter(1, opener("one"));
		this.ports.enter(2, opener("other"));
		this.ports.enter(0, opener("any"));
		this.ports.enter(0, opener("another"));
		assertThat(this.events).containsExactly("one opens", "other opens", "any opens", "another opens");
	}

	@Test
	void tenantIsClosedOnce() throws IOException {
		Tenant tenant = this.ports.enter(1, opener("one"));
		this.ports.leave(tenant);
		this.ports.leave(tenant);
		assertThat(this.events).containsExactly("one opens", "one closes");
	}

	private SharedPorts.Opener opener(String name) {
		return () -> {
			this.events.add(name + " opens");
			return new SharedPorts.Listener(ADDRESS, () -> this.events.add(name + " closes"));
		};
	}

}
