const SVG = document.querySelector(".shapes").namespaceURI;
const JSON_URL = document.getElementById("json").href;
const LIMIT = { checks: 500, details: 100 };
const BARS = { count: 32, step: 4, height: 20 };
const FAILING = ["DOWN", "OUT_OF_SERVICE", "MAINTENANCE"];
// A shape, which is also the class that brings the colour, and a character for the title of the tab
const MARKS = new Map([["UP", ["up", "\u2714"]], ["DOWN", ["down", "\u2716"]], ["DEGRADED", ["degraded", "\u25b2"]],
	["OUT_OF_SERVICE", ["out", "\u25a0"]], ["MAINTENANCE", ["maintenance", "\u25c6"]]]);

let answeredAt = new Date();

function mark(status) {
	return MARKS.get(status) ?? ["unknown", "?"];
}

// What comes from outside enters the document here only, as the text of a node or the value of an attribute.
// Children that are false or undefined are left out.
function element(tag, attributes, ...children) {
	const node = ["svg", "use", "rect"].includes(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		node.setAttribute(name, visible(String(value)));
	}
	const present = children.flat(Infinity).filter((child) => child !== undefined && child !== false);
	node.append(...present.map((child) => typeof child === "string" ? visible(child) : child));
	return node;
}

function span(style, text) {
	return element("span", { class: style }, text);
}

// Text whose direction of writing does not change what is beside it
function isolated(text, attributes = {}) {
	return element("bdi", attributes, text);
}

function shape(status) {
	return element("svg", { class: "shape", "aria-hidden": "true" }, element("use", { href: "#" + mark(status)[0] }));
}

function pill(status) {
	return element("span", { class: "pill " + mark(status)[0] }, shape(status), element("span", {}, words(status)));
}

// A time, without its date if another has the same
function moment(time, other = "") {
	const date = time.slice(0, 10);
	const clock = time.slice(11, 19);
	return element("time", { datetime: date + "T" + clock + "Z" },
		(other.startsWith(date) ? "" : date + " ") + clock + " UTC");
}

// The status that a verdict is shown as: clients may get a response that says no, whatever the status is
function shownAs(verdict) {
	return verdict.status !== undefined && !verdict.ok && !FAILING.includes(verdict.status) ? "DOWN" : verdict.status;
}

function sentence(verdict) {
	if (verdict.status === undefined) {
		return "It is not known without running an indicator, or its group failed.";
	}
	return verdict.ok ? "Load balancers send traffic here." : "Load balancers send no traffic here.";
}

function verdictSection(verdicts) {
	const first = verdicts.readiness;
	const status = shownAs(first);
	return element("section", { class: "verdict " + mark(status)[0], "aria-labelledby": "verdict" }, shape(status),
		element("div", {}, element("h2", { id: "verdict", class: "unseen" }, "Verdict"),
			element("p", { class: "words", role: "status", "aria-live": "polite" },
				element("strong", {}, first.words), " ", element("span", {}, sentence(first)))),
		element("ul", { class: "groups" }, Object.entries(verdicts).map(([name, verdict]) => element("li", {},
			span("group", name), " ", pill(shownAs(verdict)), " ", span("note", verdict.words)))));
}

function maintenanceSection(check) {
	return element("section", { class: "banner maintenance", "aria-labelledby": "maintenance-title" }, shape("MAINTENANCE"),
		element("div", {}, element("h2", { id: "maintenance-title" }, "Maintenance"),
			element("p", {}, isolated(check.message ?? "No reason is given.")), detailsList(check)));
}

function workersSection(details) {
	return element("section", { class: "workers", "aria-labelledby": "workers-title" },
		element("h2", { id: "workers-title" }, "Workers"),
		element("p", {}, element("strong", {}, plain(details.ready) + " ready"), " ",
			element("span", {}, "of " + plain(details.required) + " required")));
}

function detailsList(check) {
	const details = flat(check.details ?? {}, "").slice(0, LIMIT.details);
	return details.length > 0 && element("dl", {}, details.map(([name, value]) => element("div", {},
		element("dt", {}, isolated(name)), element("dd", {}, isolated(value)))));
}

function checksSection(page, detailed) {
	const title = element("h2", { id: "checks-title" }, "Checks");
	const setting = element("code", {}, "healthcheck.server.show-details=always");
	return element("section", { class: "checks", "aria-labelledby": "checks-title" }, title, page.checks === undefined
		? element("p", {}, "Only the verdicts are shown. ", setting, " shows the checks to every client.")
		: [element("p", { class: "summary" }, summary(page.checks)), table(page, detailed),
			!detailed && element("p", {}, "No details are shown. ", setting, " shows them.")]);
}

function summary(checks) {
	const counts = new Map();
	checks.map((check) => words(check.status)).forEach((word) => counts.set(word, (counts.get(word) ?? 0) + 1));
	const late = checks.filter((check) => check.lateSeconds !== undefined).length;
	return [checks.length + " in all", ...[...counts].sort().map(([word, count]) => count + " " + word)].join(", ")
		+ (late > 0 ? "; " + late + " late" : "");
}

// Rows, cells and headers have their roles spelled out: the layout of a narrow screen takes them away
function table(page, detailed) {
	const columns = ["Check", "Status", ...(detailed ? ["Message", "Last run", "Since"] : [])];
	const omitted = page.checks.length - LIMIT.checks;
	return [element("table", { role: "table" }, element("caption", {}, "Checks, the most urgent first"),
		element("thead", { role: "rowgroup" }, element("tr", { role: "row" },
			columns.map((text) => element("th", { scope: "col", role: "columnheader" }, text)))),
		page.checks.slice(0, LIMIT.checks).map((check) => row(check, page.time, detailed))),
	omitted > 0 && element("p", {}, omitted + " less urgent ones are only in the JSON.")];
}

function row(check, now, detailed) {
	return element("tbody", { role: "rowgroup", id: "check:" + check.name, class: mark(check.status)[0] },
		element("tr", { role: "row" },
			element("th", { scope: "row", role: "rowheader" }, isolated(check.name)),
			cell("Status", pill(check.status), check.starting && [" ", span("note", "starting")],
				check.lateSeconds !== undefined && [" ", span("late", "late for " + age(check.lateSeconds))]),
			detailed && [cell("Message", message(check)), cell("Last run", lastRun(check, now)),
				cell("Since", check.since && [ageAt(check.since, now), " ", moment(check.since, now)])]),
		(check.details || check.changes || check.runs) && more(check));
}

function cell(label, ...children) {
	return element("td", { role: "cell", "data-label": label }, ...children);
}

function ageAt(time, now, suffix = "") {
	return span("age", age((Date.parse(now) - Date.parse(time)) / 1000) + suffix);
}

function message(check) {
	return [check.lateBecause && [isolated(check.lateBecause, { class: "note" }), " "],
		check.message && isolated(check.message)];
}

function lastRun(check, now) {
	return [check.checkedAt && [ageAt(check.checkedAt, now, " ago"), " ", span("took", "took " + took(check.tookSeconds))],
		check.runs && bars(check.runs)];
}

// Heights grow with the square root, so that one slow run does not flatten all others. A run that failed has a foot.
function bars(runs) {
	const durations = runs.map((run) => Math.max(1e-6, run.tookSeconds));
	const longest = Math.max(...durations);
	const failed = runs.filter((run) => FAILING.includes(run.status)).length;
	const label = `Last runs: ${runs.length}, took ${took(Math.min(...durations))} to ${took(longest)}, ${failed} failed.`;
	const width = BARS.count * BARS.step;
	return element("svg", { class: "bars", role: "img", "aria-label": label, width, height: BARS.height + 3,
		viewBox: `0 0 ${width} ${BARS.height + 3}` }, runs.map((run, i) => {
		const x = width - (runs.length - i) * BARS.step;
		const height = Math.max(2, Math.round(BARS.height * Math.sqrt(durations[i] / longest)));
		return FAILING.includes(run.status)
			? [bar("bar failed " + mark(run.status)[0], x, BARS.height - height, height),
				bar("bar failed " + mark(run.status)[0], x, BARS.height + 1, 2)]
			: bar("bar", x, BARS.height - height, height);
	}));
}

function bar(style, x, y, height) {
	return element("rect", { class: style, x, y, width: BARS.step - 1, height });
}

function more(check) {
	const title = element("summary", {}, "Details",
		element("span", { class: "unseen" }, " and history of ", isolated(check.name)));
	return element("tr", { role: "row", class: "more" }, element("td", { role: "cell", colspan: 5 }, element("details", {},
		title, detailsList(check), check.changes && changes(check.changes), check.runs && runs(check.runs))));
}

function changes(oldestFirst) {
	return [element("h3", {}, "Changes, the newest first"),
		element("ol", { class: "changes" }, [...oldestFirst].reverse().map((change) => element("li", {},
			moment(change.time), " ", pill(change.status), change.late && [" ", span("late", "late")])))];
}

function runs(oldestFirst) {
	return [element("h3", {}, "Runs, the newest first"),
		element("p", { class: "runs" }, [...oldestFirst].reverse().map((run) => [
			element("span", {}, took(run.tookSeconds) + (run.status === "UP" ? "" : " " + run.status)), " "]))];
}

function build(page) {
	const checks = page.checks ?? [];
	const detailed = checks.some((check) => Object.keys(check).some((key) => key !== "name" && key !== "status"));
	const maintenance = checks.find((check) => check.name === "maintenance" && check.status === "MAINTENANCE");
	const workers = checks.find((check) => check.name === "workers")?.details ?? {};
	return element("div", { id: "page" },
		element("header", {}, element("h1", {}, isolated(page.application ?? "Status")),
			element("p", { class: "asof" }, "As of ", moment(page.time))),
		verdictSection(page.verdicts),
		detailed && maintenance && maintenanceSection(maintenance),
		"ready" in workers && "required" in workers && workersSection(workers),
		checksSection(page, detailed));
}

// Takes over what differs and nothing else: focus, scrolling and opened details stay
function become(now, next) {
	if (now.nodeType !== next.nodeType || now.nodeName !== next.nodeName || now.id !== next.id) {
		now.replaceWith(next);
		return;
	}
	if (now.nodeType === Node.TEXT_NODE) {
		if (now.data !== next.data) {
			now.data = next.data;
		}
		return;
	}
	for (const { name } of [...now.attributes]) {
		if (!next.hasAttribute(name) && name !== "open") {
			now.removeAttribute(name);
		}
	}
	for (const { name, value } of next.attributes) {
		if (now.getAttribute(name) !== value) {
			now.setAttribute(name, value);
		}
	}
	const old = [...now.childNodes];
	const all = [...next.childNodes];
	old.slice(all.length).forEach((node) => node.remove());
	all.forEach((node, i) => i < old.length ? become(old[i], node) : now.append(node));
}

function say(text) {
	const notice = document.getElementById("notice");
	if (notice.textContent !== text) {
		notice.textContent = text;
		notice.hidden = text === "";
	}
}

async function update() {
	try {
		const response = await fetch(JSON_URL, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(10000) });
		if (!response.ok) {
			throw new Error("status " + response.status);
		}
		const page = JSON.parse(await response.text(), exact);
		become(document.getElementById("page"), build(page));
		const { readiness } = page.verdicts;
		document.title = visible(`${mark(shownAs(readiness))[1]} ${readiness.words} \u2013 ${page.application ?? "Status"}`);
		answeredAt = new Date();
		say("");
	}
	catch (failure) {
		say(`No response since ${answeredAt.toISOString().slice(11, 19)} UTC (${failure.message}). What is shown is old.`);
	}
}

async function follow() {
	if (!document.hidden) {
		await update();
	}
	setTimeout(follow, 3000);
}

document.addEventListener("visibilitychange", () => {
	if (!document.hidden) {
		update();
	}
});
update();
setTimeout(follow, 3000);
