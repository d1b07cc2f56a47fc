package dev.healthcheck.spring.indicators;

import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.annotation.RegisterReflection;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.util.ReflectionUtils;

/**
 * {@link PoolSaturation.Source} for the pools that Boot's {@link DataSourcePoolMetadata}
 * supports: HikariCP, Tomcat's pool, Commons DBCP2 and Oracle's UCP, wrapped or not.
 */
@RegisterReflection(classes = DataSourceHealthIndicator.class, memberCategories = MemberCategory.ACCESS_DECLARED_FIELDS)
record DataSourcePools(Supplier<List<DataSourcePoolMetadataProvider>> providers) implements PoolSaturation.Source {

	// Boot's indicator has no accessor
	private static final @Nullable Field DATA_SOURCE = ReflectionUtils.findField(DataSourceHealthIndicator.class,
			"dataSource", DataSource.class);

	@Override
	public @Nullable PoolSaturation saturation(HealthIndicator indicator) {
		DataSource dataSource = dataSourceOf(indicator);
		if (dataSource == null) {
			return null;
		}
		DataSourcePoolMetadata pool = new CompositeDataSourcePoolMetadataProvider(this.providers.get())
			.getDataSourcePoolMetadata(dataSource);
		return (pool != null) ? saturation(pool.getActive(), pool.getIdle(), pool.getMax()) : null;
	}

	// A pool that is not open yet has no numbers; a maximum below one means no limit
	private static @Nullable PoolSaturation saturation(@Nullable Integer inUse, @Nullable Integer idle,
			@Nullable Integer maximum) {
		return (inUse != null && idle != null && maximum != null)
				? new PoolSaturation(inUse, idle, (maximum > 0) ? maximum : Integer.MAX_VALUE) : null;
	}

	private static @Nullable DataSource dataSourceOf(HealthIndicator indicator) {
		if (!(indicator instanceof DataSourceHealthIndicator) || DATA_SOURCE == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(DATA_SOURCE);
		return (DataSource) ReflectionUtils.getField(DATA_SOURCE, indicator);
	}

}
