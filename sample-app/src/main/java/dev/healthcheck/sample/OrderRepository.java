package dev.healthcheck.sample;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The orders and what they take from the shelves.
 */
@Repository
class OrderRepository {

	private static final String SELECT = "SELECT id, item, quantity, placed_at FROM";

	private final JdbcClient jdbc;

	OrderRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Take an order, if there is enough on the shelf.
	 * @param item the item
	 * @param quantity how many of it
	 * @return the order, or empty if there is not enough of the item
	 */
	@Transactional
	Optional<Order> place(String item, int quantity) {
		int taken = this.jdbc
			.sql("UPDATE product SET stock = stock - :quantity WHERE item = :item AND stock >= :quantity")
			.param("item", item)
			.param("quantity", quantity)
			.update();
		if (taken == 0) {
			return Optional.empty();
		}
		String insert = SELECT + " FINAL TABLE (INSERT INTO purchase (item, quantity) VALUES (:item, :quantity))";
		return this.jdbc.sql(insert).param("item", item).param("quantity", quantity).query(Order.class).optional();
	}

	Optional<Order> find(long id) {
		return this.jdbc.sql(SELECT + " purchase WHERE id = :id").param("id", id).query(Order.class).optional();
	}

	List<Order> findAll() {
		return this.jdbc.sql(SELECT + " purchase ORDER BY id").query(Order.class).list();
	}

	/**
	 * Return what was sold. The database takes its time over it: the thread and the
	 * pooled connection of the caller are held for as long.
	 * @param seconds how long the database takes
	 * @return the sales of each item
	 */
	@Transactional(readOnly = true)
	List<Sales> report(int seconds) {
		this.jdbc.sql("CALL pause(:millis)").param("millis", seconds * 1000L).query().listOfRows();
		return this.jdbc.sql("""
				SELECT product.item, SUM(quantity) AS sold, SUM(quantity * price) AS revenue
				FROM purchase JOIN product ON product.item = purchase.item
				GROUP BY product.item ORDER BY product.item""").query(Sales.class).list();
	}

}
