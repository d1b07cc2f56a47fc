"use strict";

const TEXT_LIMIT = 512;

// Cuts a text, and spells out characters that change the direction of writing or cannot be seen
function visible(text) {
	const limit = text.codePointAt(TEXT_LIMIT - 1) > 0xffff ? TEXT_LIMIT + 1 : TEXT_LIMIT;
	return (text.length > limit ? text.slice(0, limit) + "\u2026" : text)
		.replace(/\p{Cf}/gu, (character) => "[U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "]")
		.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ");
}

// An age in its two greatest units. After a clock was set back it is 0.
function age(seconds) {
	const whole = Math.max(0, Math.floor(seconds));
	if (whole < 60) {
		return whole + " s";
	}
	if (whole < 600) {
		return twoUnits(whole, 60, "min", 1, "s");
	}
	if (whole < 3600) {
		return Math.floor(whole / 60) + " min";
	}
	return whole < 86400 ? twoUnits(whole, 3600, "h", 60, "min") : twoUnits(whole, 86400, "d", 3600, "h");
}

function twoUnits(seconds, great, greatUnit, small, smallUnit) {
	const rest = Math.floor(seconds % great / small);
	return Math.floor(seconds / great) + " " + greatUnit + (rest > 0 ? " " + rest + " " + smallUnit : "");
}

// A duration, as precise as it matters
function took(seconds) {
	const micros = Math.round(seconds * 1e6);
	if (micros < 10_000) {
		return (micros / 1000).toFixed(1) + " ms";
	}
	if (micros < 1e6) {
		return Math.floor(micros / 1000) + " ms";
	}
	return micros < 60e6 ? (micros / 1e6).toFixed(1) + " s" : age(seconds);
}

function words(status) {
	return (status ?? "NOT PUBLISHED").replaceAll("_", " ");
}

// Details as pairs of text; the name of a nested one is its path
function flat(details, path) {
	return Object.entries(details).flatMap(([name, value]) => isMap(value) ? flat(value, path + name + " \u203a ")
		: [[path + name, Array.isArray(value) ? value.map(plain).join(", ") : plain(value)]]);
}

function isMap(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function plain(value) {
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}

// For JSON.parse: numbers that JavaScript would round keep their digits
function exact(name, value, context) {
	return Number.isInteger(value) && !Number.isSafeInteger(value) ? context?.source ?? value : value;
}
