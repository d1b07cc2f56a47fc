(() => {
	"use strict";
	const notice = document.getElementById("notice");
	let answeredAt = new Date();

	function say(text) {
		if (notice.textContent !== text) {
			notice.textContent = text;
			notice.hidden = text === "";
		}
	}

	// Takes over what differs and nothing else: focus, scrolling and opened details stay
	function become(now, next) {
		if (now.nodeType !== next.nodeType || now.nodeName !== next.nodeName || now.id !== next.id) {
			now.replaceWith(document.importNode(next, true));
			return;
		}
		if (now.nodeType === Node.TEXT_NODE) {
			if (now.data !== next.data) {
				now.data = next.data;
			}
			return;
		}
		for (const attribute of [...now.attributes]) {
			if (!next.hasAttribute(attribute.name) && attribute.name !== "open") {
				now.removeAttribute(attribute.name);
			}
		}
		for (const attribute of next.attributes) {
			if (now.getAttribute(attribute.name) !== attribute.value) {
				now.setAttribute(attribute.name, attribute.value);
			}
		}
		const old = [...now.childNodes];
		const all = [...next.childNodes];
		old.slice(all.length).forEach((node) => node.remove());
		all.forEach((node, i) => {
			if (i < old.length) {
				become(old[i], node);
			}
			else {
				now.append(document.importNode(node, true));
			}
		});
	}

	async function update() {
		try {
			const answer = await fetch(location.pathname, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(10000) });
			const next = new DOMParser().parseFromString(await answer.text(), "text/html");
			const page = next.getElementById("page");
			if (!answer.ok || !page) {
				throw new Error("status " + answer.status);
			}
			become(document.getElementById("page"), page);
			document.title = next.title;
			answeredAt = new Date();
			say("");
		}
		catch (failure) {
			say("No answer since " + answeredAt.toISOString().slice(11, 19) + " UTC (" + failure.message + "): what is shown is old.");
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
	setTimeout(follow, 3000);
})();
