"use strict";
(() => {
	const bar = document.querySelector(".keys"), filter = document.getElementById("filter"), keys = document.getElementById("keys");
	bar.hidden = false;
	const cards = [...document.querySelectorAll("#findings .card")];
	let at = -1;
	const go = n => {
		const seen = cards.filter(c => !c.hidden && c.offsetParent !== null);
		if (!seen.length) return;
		at = Math.max(0, Math.min(seen.length - 1, n));
		cards.forEach(c => c.classList.remove("here"));
		seen[at].classList.add("here");
		seen[at].scrollIntoView({block: "start"});
		seen[at].querySelector(".self").focus({preventScroll: true});
	};
	// 1 shows what differs in substance, 2 what is minor too, 3 also spelling.
	const layer = n => {
		cards.forEach(c => { c.hidden = n < 2 && c.classList.contains("minor"); });
		document.querySelectorAll("#findings > details").forEach(d => { d.open = n > 2; });
		at = -1;
	};
	filter.addEventListener("input", () => {
		const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
		for (const c of document.querySelectorAll(".card")) {
			const text = c.textContent.toLowerCase();
			c.hidden = !words.every(w => text.includes(w));
		}
		at = -1;
	});
	document.addEventListener("keydown", e => {
		if (!keys.checked || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
		const here = document.querySelector(".card.here");
		switch (e.key) {
		case "j": go(at + 1); break;
		case "k": go(at - 1); break;
		case "e": if (here) { const d = here.querySelector("details.evidence"); if (d) d.open = !d.open; } break;
		case "o": if (here) { const a = here.querySelector("td a[href^='#t-']"); if (a) a.click(); } break;
		case "u": history.back(); break;
		case "/": filter.focus(); break;
		case "1": case "2": case "3": layer(+e.key); break;
		default: return;
		}
		e.preventDefault();
	});
	addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));
})();
