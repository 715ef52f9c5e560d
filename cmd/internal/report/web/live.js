"use strict";
(() => {
	const line = document.querySelector(".live"), mine = document.body.dataset.generation;
	// A note that is being written is not thrown away.
	const busy = () => [...document.querySelectorAll("form input, form textarea")].some(f => f.type === "file" ? f.files.length : f.value !== f.defaultValue);
	const events = new EventSource("/events?since=" + mine);
	events.onmessage = e => {
		if (e.data === mine) return;
		if (busy()) line.textContent = "The files changed. Load the page again when your note is sent.";
		else location.reload();
	};
	events.onopen = () => { line.textContent = "Live view: the page follows the files."; };
	events.onerror = () => { line.textContent = "verbatim serve does not answer; this is what it said last."; };
	const file = document.getElementById("add-file");
	if (!file) return;
	addEventListener("dragover", e => { if (e.dataTransfer.types.includes("Files")) e.preventDefault(); });
	addEventListener("drop", e => {
		if (!e.dataTransfer.files.length) return;
		e.preventDefault();
		file.files = e.dataTransfer.files;
		file.form.requestSubmit();
	});
})();
