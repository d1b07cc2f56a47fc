package dev.healthcheck.it;

import java.io.File;
import java.nio.file.Path;

import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;

/**
 * A servlet container in which an application is deployed: the arguments are a directory
 * for the container, the one of the application, and the port. As a stand-alone Tomcat
 * does, it stops when the process is asked to end.
 */
public final class WarServer {

	private WarServer() {
	}

	public static void main(String[] args) throws Exception {
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(args[0]);
		tomcat.setPort(Integer.parseInt(args[2]));
		tomcat.setAddDefaultWebXmlToWebapp(false);
		tomcat.getConnector().setProperty("maxThreads", "4");
		Context application = tomcat.addWebapp(tomcat.getHost(), "", Path.of(args[1]).toString(), new ContextConfig());
		Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat), "stop"));
		tomcat.start();
		if (!application.getState().isAvailable()) {
			throw new IllegalStateException("The application has not started");
		}
		tomcat.getServer().await();
	}

	static String classPath() {
		return String.join(File.pathSeparator, Path.of("target/test-classes").toAbsolutePath().toString(),
				Jar.TOMCAT.path().toString(), Jar.TOMCAT_ANNOTATIONS.path().toString());
	}

	private static void stop(Tomcat tomcat) {
		try {
			tomcat.stop();
		}
		catch (LifecycleException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
