package dev.healthcheck.benchmarks.application;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * A Tomcat with one filter that answers: the most that any probe on Tomcat can be.
 */
public final class BareFilterServer {

	private static final byte[] OK = "ok".getBytes(StandardCharsets.US_ASCII);

	private BareFilterServer() {
	}

	/**
	 * Start it on a free port.
	 * @param args none
	 * @throws LifecycleException when Tomcat does not start
	 * @throws IOException when standard input fails
	 */
	public static void main(String[] args) throws LifecycleException, IOException {
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(".");
		tomcat.setPort(0);
		tomcat.getConnector().setProperty("address", "127.0.0.1");
		Context context = tomcat.addContext("", null);
		// Without a servlet Tomcat runs no filter
		Tomcat.addServlet(context, "none", new HttpServlet() {
		}).addMapping("/");
		FilterDef definition = new FilterDef();
		definition.setFilterName("bare");
		definition.setFilter(new BareFilter());
		definition.setAsyncSupported("true");
		context.addFilterDef(definition);
		FilterMap mapping = new FilterMap();
		mapping.setFilterName("bare");
		mapping.addURLPattern("/*");
		context.addFilterMap(mapping);
		tomcat.start();
		int port = tomcat.getConnector().getLocalPort();
		System.out.println("ready " + port + " " + port);
		System.out.flush();
		while (System.in.read() >= 0) {
			// Nothing is asked here: what matters is its end
		}
		Runtime.getRuntime().halt(0);
	}

	/**
	 * Answers as {@code /livez} does, headers included.
	 */
	private static final class BareFilter implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
			HttpServletResponse answer = (HttpServletResponse) response;
			answer.setHeader("Cache-Control", "no-store");
			answer.setContentType("text/plain;charset=UTF-8");
			answer.setContentLength(OK.length);
			answer.getOutputStream().write(OK);
		}

	}

}
