package dev.healthcheck.spring.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link SharedPorts}.
 */
class SharedPortsTests {

	private final SharedPorts ports = new SharedPorts();

	private final List<String> events = new ArrayList<>();

	@Test
	void whenContextsWantOnePortTheLatestHasItAndThenTheOneBefore() throws IOException {
		Tenant parent = new Tenant("parent");
		Tenant child = new Tenant("child");
		this.ports.enter(1, parent);
		this.ports.enter(1, child);
		this.ports.leave(child);
		this.ports.leave(parent);
		assertThat(this.events).containsExactly("parent opens", "parent closes", "child opens", "child closes",
				"parent opens", "parent closes");
	}

	@Test
	void whenTheOneBeforeEndsFirstTheLatestKeepsThePort() throws IOException {
		Tenant parent = new Tenant("parent");
		Tenant child = new Tenant("child");
		this.ports.enter(1, parent);
		this.ports.enter(1, child);
		this.events.clear();
		this.ports.leave(parent);
		assertThat(this.events).isEmpty();
		this.ports.leave(child);
		assertThat(this.events).containsExactly("child closes");
	}

	@Test
	void whenTheLatestCannotListenTheOneBeforeListensAgain() throws IOException {
		Tenant parent = new Tenant("parent");
		Tenant child = new Tenant("child");
		child.broken = true;
		this.ports.enter(1, parent);
		assertThatIOException().isThrownBy(() -> this.ports.enter(1, child));
		assertThat(this.events).containsExactly("parent opens", "parent closes", "parent opens");
	}

	@Test
	void whenPortsDifferEachListens() throws IOException {
		Tenant other = new Tenant("other");
		this.ports.enter(1, new Tenant("one"));
		this.ports.enter(2, other);
		this.ports.enter(0, new Tenant("any"));
		this.ports.enter(0, new Tenant("another"));
		assertThat(this.events).containsExactly("one opens", "other opens", "any opens", "another opens");
	}

	private final class Tenant implements SharedPorts.Tenant {

		private final String name;

		private boolean broken;

		private boolean open;

		Tenant(String name) {
			this.name = name;
		}

		@Override
		public void open() throws IOException {
			if (this.broken) {
				throw new IOException("in use");
			}
			this.open = true;
			SharedPortsTests.this.events.add(this.name + " opens");
		}

		@Override
		public void close() {
			if (this.open) {
				this.open = false;
				SharedPortsTests.this.events.add(this.name + " closes");
			}
		}

	}

}
