package dev.healthcheck.sample;

import java.util.List;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.checks.HealthCheck;
import dev.healthcheck.spring.checks.HealthReport;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What has to be in order for orders to be taken, in the three ways to say so.
 */
@Configuration(proxyBeanMethods = false)
class ProductChecks {

	private static final int LONG_BACKLOG = 1000;

	private final JdbcClient jdbc;

	ProductChecks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A method: passes or fails with a sentence.
	 * @return the result
	 */
	@HealthCheck("pricing")
	CheckResult pricing() {
		List<String> unpriced = this.jdbc.sql("SELECT item FROM product WHERE price <= 0").query(String.class).list();
		return unpriced.isEmpty() ? CheckResult.up("every product has a price")
				: CheckResult.down("without a price: " + unpriced);
	}

	/**
	 * A report: one line for each product.
	 * @param report where the lines go
	 */
	@HealthCheck("stock")
	void stock(HealthReport report) {
		this.jdbc.sql("SELECT item, stock FROM product ORDER BY item").query((row) -> {
			if (row.getInt("stock") > 0) {
				report.ok(row.getString("item"));
			}
			else {
				report.error(row.getString("item"), "sold out");
			}
		});
	}

	/**
	 * A bean, named as the bean less the suffix.
	 * @return a check that is called {@code backlog}
	 */
	@Bean
	Check backlogHealthCheck() {
		return () -> {
			int orders = this.jdbc.sql("SELECT COUNT(*) FROM purchase").query(Integer.class).single();
			CheckResult result = (orders < LONG_BACKLOG) ? CheckResult.up()
					: CheckResult.degraded("orders wait for longer than usual");
			return result.withDetail("orders", orders);
		};
	}

}
