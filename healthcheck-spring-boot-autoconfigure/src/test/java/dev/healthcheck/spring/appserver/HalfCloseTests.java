package dev.healthcheck.spring.appserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

import dev.healthcheck.spring.appserver.HalfClose.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class HalfCloseTests {

	private final HalfClose connection = new HalfClose();

	private ServerSocket server;

	private InetSocketAddress address;

	@BeforeEach
	void listen() throws IOException {
		this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		this.address = (InetSocketAddress) this.server.getLocalSocketAddress();
	}

	@AfterEach
	void close() throws IOException {
		this.connection.close();
		this.server.close();
	}

	@Test
	void whenThereIsNoConnectionThereIsNoReply() {
		assertThat(this.connection.poll()).isEqualTo(Reply.NONE);
	}

	@Test
	void whenServerClosesItIsAnAnswerOnce() throws IOException {
		this.connection.open(this.address);
		try (Socket accepted = accept()) {
			assertThat(accepted.getInputStream().read()).as("sent").isEqualTo(-1);
		}
		assertThat(reply()).isEqualTo(Reply.ANSWERED);
		assertThat(this.connection.poll()).isEqualTo(Reply.NONE);
	}

	@Test
	void whenServerResetsItIsAnAnswer() throws IOException {
		this.connection.open(this.address);
		Socket accepted = accept();
		accepted.setSoLinger(true, 0);
		accepted.close();
		assertThat(reply()).isEqualTo(Reply.ANSWERED);
	}

	@Test
	void whenServerSpeaksFirstItIsAnAnswer() throws IOException {
		this.connection.open(this.address);
		try (Socket accepted = accept()) {
			accepted.getOutputStream().write(1);
			assertThat(reply()).isEqualTo(Reply.ANSWERED);
		}
	}

	@Test
	void whenServerDoesNotAcceptOrDoesNotCloseItIsPending() throws IOException {
		this.connection.open(this.address);
		assertThat(this.connection.poll()).isEqualTo(Reply.PENDING);
		try (Socket accepted = accept()) {
			assertThat(accepted.getInputStream().read()).isEqualTo(-1);
			assertThat(this.connection.poll()).isEqualTo(Reply.PENDING);
		}
	}

	@Test
	void whenNothingListensItIsRefused() throws IOException {
		this.server.close();
		this.connection.open(this.address);
		assertThat(reply()).isEqualTo(Reply.REFUSED);
		assertThat(this.connection.poll()).isEqualTo(Reply.NONE);
	}

	@Test
	void whenServerIsBoundToAllAddressesItIsReachedOverLoopback() throws IOException {
		try (ServerSocket all = new ServerSocket(0)) {
			this.connection.open((InetSocketAddress) all.getLocalSocketAddress());
			all.accept().close();
			assertThat(reply()).isEqualTo(Reply.ANSWERED);
		}
	}

	@Test
	void whenThreadIsInterruptedThatIsNoAnswer() throws IOException {
		this.connection.open(this.address);
		try (Socket accepted = accept()) {
			assertThat(accepted.getInputStream().read()).isEqualTo(-1);
			Thread.currentThread().interrupt();
			assertThat(this.connection.poll()).isIn(Reply.PENDING, Reply.NONE);
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void whenAnotherIsOpenedTheFirstIsClosed() throws IOException {
		this.connection.open(this.address);
		try (Socket first = accept()) {
			this.connection.open(this.address);
			accept().close();
			first.setSoTimeout(30_000);
			assertThat(first.getInputStream().read()).isEqualTo(-1);
			assertThat(reply()).isEqualTo(Reply.ANSWERED);
		}
	}

	@Test
	void whenThereAreDescriptorsItIsPossible() {
		assertThat(HalfClose.isPossible()).isTrue();
	}

	private Socket accept() throws IOException {
		Socket accepted = this.server.accept();
		// Connected, and closed on this side
		this.connection.poll();
		return accepted;
	}

	private Reply reply() {
		return Awaitility.await().until(this.connection::poll, (reply) -> reply != Reply.PENDING);
	}

}
