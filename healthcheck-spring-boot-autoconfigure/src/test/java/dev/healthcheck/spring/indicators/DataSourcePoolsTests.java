package dev.healthcheck.spring.indicators;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.jdbc.metadata.HikariDataSourcePoolMetadata;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class DataSourcePoolsTests {

	private final DataSourcePools pools = new DataSourcePools(() -> List.of((dataSource) -> {
		HikariDataSource hikari = DataSourceUnwrapper.unwrap(dataSource, HikariDataSource.class);
		return (hikari != null) ? new HikariDataSourcePoolMetadata(hikari) : null;
	}));

	private final HikariDataSource hikari = new HikariDataSource();

	@BeforeEach
	void configure() {
		this.hikari.setJdbcUrl("jdbc:h2:mem:pools");
		this.hikari.setMaximumPoolSize(3);
		// None: the pool's own thread would open another while the one is in use
		this.hikari.setMinimumIdle(0);
	}

	@AfterEach
	void close() {
		this.hikari.close();
	}

	@Test
	void aPoolTellsWhatIsInUse() throws SQLException {
		try (Connection connection = this.hikari.getConnection()) {
			assertThat(connection.isValid(1)).isTrue();
			assertThat(saturationOf(this.hikari)).isEqualTo(new PoolSaturation(1, 0, 3));
		}
		assertThat(saturationOf(this.hikari)).isEqualTo(new PoolSaturation(0, 1, 3));
	}

	@Test
	void aWrappedOrLazyPoolTellsTheSame() throws SQLException {
		this.hikari.getConnection().close();
		PoolSaturation state = new PoolSaturation(0, 1, 3);
		assertThat(saturationOf(new DelegatingDataSource(this.hikari))).isEqualTo(state);
		assertThat(saturationOf(new LazyConnectionDataSourceProxy(new DelegatingDataSource(this.hikari))))
			.isEqualTo(state);
	}

	@Test
	void aPoolThatIsNotOpenYetTellsNothing() {
		assertThat(saturationOf(this.hikari)).isNull();
	}

	@Test
	void aPoolThatIsClosedIsNotFull() throws SQLException {
		this.hikari.getConnection().close();
		this.hikari.close();
		assertThat(saturationOf(this.hikari)).isEqualTo(new PoolSaturation(0, 0, 3));
	}

	@Test
	void whereThereIsNoPoolNothingIsTold() {
		assertThat(saturationOf(new SimpleDriverDataSource())).isNull();
		assertThat(this.pools.saturation(new DataSourceHealthIndicator())).isNull();
		assertThat(this.pools.saturation(() -> Health.up().build())).isNull();
	}

	@Test
	void aNativeImageIsToldOfWhatBootDoesNotShow() throws NoSuchFieldException {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, DataSourcePools.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onFieldAccess(DataSourceHealthIndicator.class.getDeclaredField("dataSource"))).accepts(hints);
	}

	private @Nullable PoolSaturation saturationOf(DataSource dataSource) {
		return this.pools.saturation(new DataSourceHealthIndicator(dataSource));
	}

}
