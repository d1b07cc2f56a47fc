package dev.healthcheck.it;

import java.nio.file.Path;

import org.apache.catalina.Context;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;

/**
 * A servlet container in which an application is deployed: the arguments are a directory
 * for the container, and the one of the application.
 */
public final class WarServer {

	private WarServer() {
	}

	public static void main(String[] args) throws Exception {
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(args[0]);
		tomcat.setPort(0);
		tomcat.setAddDefaultWebXmlToWebapp(false);
		tomcat.getConnector();
		Context application = tomcat.addWebapp(tomcat.getHost(), "", Path.of(args[1]).toString(), new ContextConfig());
		tomcat.start();
		if (!application.getState().isAvailable()) {
			throw new IllegalStateException("The application has not started");
		}
		tomcat.getServer().await();
	}

}
