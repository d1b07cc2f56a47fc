package dev.healthcheck.spring.management;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.WebOperationRequestPredicate;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes the blocking operations of endpoints off the scheduler that Boot would run them
 * on, Reactor's shared one for blocking work: the application may have filled it, and
 * they may fill it for the application.
 *
 * @since 0.1.0
 */
public final class IsolatedOperations {

	private final RequestThreads threads;

	/**
	 * Create a decorator of endpoints.
	 * @param threads the threads that run blocking operations instead
	 */
	public IsolatedOperations(RequestThreads threads) {
		this.threads = threads;
	}

	/**
	 * Return endpoints whose operations do not block whoever invokes them.
	 * @param endpoints the endpoints
	 * @return the same endpoints, over the threads of the management server
	 */
	public List<ExposableWebEndpoint> of(Collection<ExposableWebEndpoint> endpoints) {
		return endpoints.stream().<ExposableWebEndpoint>map(Endpoint::new).toList();
	}

	private final class Endpoint implements ExposableWebEndpoint {

		private final ExposableWebEndpoint delegate;

		private final List<WebOperation> operations;

		Endpoint(ExposableWebEndpoint delegate) {
			this.delegate = delegate;
			this.operations = delegate.getOperations()
				.stream()
				.map((operation) -> operation.isBlocking() ? new Operation(operation) : operation)
				.toList();
		}

		@Override
		public EndpointId getEndpointId() {
			return this.delegate.getEndpointId();
		}

		@Override
		public Access getDefaultAccess() {
			return this.delegate.getDefaultAccess();
		}

		@Override
		public Collection<WebOperation> getOperations() {
			return this.operations;
		}

		@Override
		public String getRootPath() {
			return this.delegate.getRootPath();
		}

		@Override
		public List<String> getAdditionalPaths(WebServerNamespace webServerNamespace) {
			return this.delegate.getAdditionalPaths(webServerNamespace);
		}

	}

	private final class Operation implements WebOperation {

		private final WebOperation delegate;

		Operation(WebOperation delegate) {
			this.delegate = delegate;
		}

		@Override
		public String getId() {
			return this.delegate.getId();
		}

		@Override
		public boolean isBlocking() {
			return false;
		}

		@Override
		public WebOperationRequestPredicate getRequestPredicate() {
			return this.delegate.getRequestPredicate();
		}

		@Override
		public OperationType getType() {
			return this.delegate.getType();
		}

		@Override
		public Object invoke(InvocationContext context) {
			Mono<Object> result = Mono.fromCallable(() -> invokeBlocking(context));
			return IsolatedOperations.this.threads.run(result)
				.onErrorMap(RejectedExecutionException.class,
						(ex) -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, null, ex));
		}

		// Of no result Mono makes an empty one, as Boot does
		private @Nullable Object invokeBlocking(InvocationContext context) {
			return this.delegate.invoke(context);
		}

	}

}
