package dev.healthcheck.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * An order as it comes from outside.
 *
 * @param item the item
 * @param quantity how many of it, 1 to 100
 */
record OrderRequest(@Nullable String item, @Nullable Integer quantity) {

	private static final int MAX_QUANTITY = 100;

	/**
	 * Return the item.
	 * @return the item
	 * @throws ResponseStatusException if there is none
	 */
	String requireItem() {
		if (this.item == null || this.item.isBlank()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "'item' must not be blank");
		}
		return this.item;
	}

	/**
	 * Return the quantity.
	 * @return the quantity
	 * @throws ResponseStatusException if there is none, or if it is out of range
	 */
	int requireQuantity() {
		if (this.quantity == null || this.quantity < 1 || this.quantity > MAX_QUANTITY) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"'quantity' must be between 1 and " + MAX_QUANTITY);
		}
		return this.quantity;
	}

}
