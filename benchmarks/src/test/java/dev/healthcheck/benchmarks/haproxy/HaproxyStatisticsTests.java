package dev.healthcheck.benchmarks.haproxy;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HaproxyStatistics}.
 */
class HaproxyStatisticsTests {

	private static final String CSV = """
			# pxname,svname,qcur,qmax,scur,smax,slim,stot,status,weight,chkdown,
			clients,FRONTEND,,,1,1,2000,10,OPEN,,,
			servers,s1,0,0,0,1,,5,UP,1,0,
			servers,s2,0,0,0,1,,5,UP 1/3,1,2,
			servers,s3,0,0,0,1,,5,DOWN 1/2,1,1,
			servers,s4,0,0,0,1,,5,NOLB,1,0,
			servers,s5,0,0,0,1,,5,no check,1,,
			servers,BACKEND,0,0,0,1,200,10,UP,1,1,
			""";

	@Test
	void upIsWhoeverHasRequests() {
		assertThat(HaproxyStatistics.up(CSV)).containsExactly(true, true, false, false, true);
	}

	@Test
	void takenOutIsHowOftenEachWentDown() {
		assertThat(HaproxyStatistics.takenOut(CSV)).containsExactly(0, 2, 1, 0, 0);
	}

	@Test
	void upWhenItIsSomethingElseIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> HaproxyStatistics.up("Unknown command"))
			.withMessageContaining("'csv'");
		assertThatIllegalArgumentException().isThrownBy(() -> HaproxyStatistics.up(""));
	}

}
