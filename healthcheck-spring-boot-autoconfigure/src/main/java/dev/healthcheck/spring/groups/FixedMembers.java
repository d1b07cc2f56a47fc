package dev.healthcheck.spring.groups;

import java.util.Set;

/**
 * Health group whose possible members are known by name, so that they are found without
 * asking every composite contributor, which may be slow, what it consists of.
 *
 * @since 0.1.0
 */
public interface FixedMembers {

	/**
	 * Return the names of the contributors that can be members.
	 * @return the names, in the order in which they are shown
	 */
	Set<String> members();

}
