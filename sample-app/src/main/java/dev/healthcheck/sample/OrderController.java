package dev.healthcheck.sample;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The orders over HTTP.
 */
@RestController
@RequestMapping("/orders")
class OrderController {

	private static final int MAX_SECONDS = 60;

	private final OrderRepository orders;

	OrderController(OrderRepository orders) {
		this.orders = orders;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Order place(@RequestBody OrderRequest request) {
		String item = request.requireItem();
		int quantity = request.requireQuantity();
		return this.orders.place(item, quantity)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT,
					"No " + quantity + " of '" + item + "' in stock"));
	}

	@GetMapping
	List<Order> list() {
		return this.orders.findAll();
	}

	@GetMapping("/{id}")
	Order get(@PathVariable long id) {
		return this.orders.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No order " + id));
	}

	/**
	 * Return what was sold, slowly: enough of these at once use up the request threads
	 * and the connection pool.
	 * @param seconds how long it takes
	 * @return the sales of each item
	 */
	@GetMapping("/report")
	List<Sales> report(@RequestParam(defaultValue = "0") int seconds) {
		if (seconds < 0 || seconds > MAX_SECONDS) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "'seconds' must be between 0 and " + MAX_SECONDS);
		}
		return this.orders.report(seconds);
	}

	/**
	 * Answer when the pool had no connection to give: expected under load, and no reason
	 * for a stack trace at each request.
	 * @return the answer
	 */
	@ExceptionHandler({ CannotCreateTransactionException.class, CannotGetJdbcConnectionException.class })
	ProblemDetail busy() {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "All database connections are in use");
	}

}
