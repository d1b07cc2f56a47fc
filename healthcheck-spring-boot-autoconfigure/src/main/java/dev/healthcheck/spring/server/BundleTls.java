package dev.healthcheck.spring.server;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;

import dev.healthcheck.server.ServerTls;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.log.LogMessage;

/**
 * TLS with one of Spring Boot's SSL bundles, whose certificates may change at any time.
 */
final class BundleTls {

	private static final Log logger = LogFactory.getLog(BundleTls.class);

	private static final String KEY = "healthcheck.server.ssl.bundle";

	private BundleTls() {
	}

	static ServerTls of(SslBundles bundles, String name, ServerTls.ClientAuth clientAuth) {
		SslBundle bundle;
		AtomicReference<SSLContext> context;
		try {
			bundle = bundles.getBundle(name);
			context = new AtomicReference<>(bundle.createSslContext());
		}
		catch (RuntimeException ex) {
			throw refused(bundles, name, ex);
		}
		bundles.addBundleUpdateHandler(name, (updated) -> {
			try {
				context.set(updated.createSslContext());
				logger.info(LogMessage.format("The probe server uses the new SSL bundle '%s'", name));
			}
			catch (RuntimeException ex) {
				logger.warn(
						LogMessage.format(
								"The new SSL bundle '%s' is not valid: the probe server keeps the previous one", name),
						ex);
			}
		});
		return new ServerTls(context::get, clientAuth, list(bundle.getOptions().getEnabledProtocols()),
				list(bundle.getOptions().getCiphers()));
	}

	private static ExplainedFailureException refused(SslBundles bundles, String name, RuntimeException failure) {
		if (failure instanceof NoSuchSslBundleException) {
			return new ExplainedFailureException(
					"'%s' is '%s', but there is no SSL bundle of that name.".formatted(KEY, name),
					"Use one of %s, or define 'spring.ssl.bundle.pem.%s' or 'spring.ssl.bundle.jks.%2$s'."
						.formatted(bundles.getBundleNames(), name),
					failure);
		}
		return new ExplainedFailureException(
				"'%s' is '%s', and that SSL bundle cannot be used: %s.".formatted(KEY, name, failure.getMessage()),
				"Correct the SSL bundle.", failure);
	}

	private static List<String> list(String @Nullable [] values) {
		return (values != null) ? List.of(values) : List.of();
	}

}
