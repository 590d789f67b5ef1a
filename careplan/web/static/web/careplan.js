/* Small comforts on top of pages that work without them: no double submits, kept drafts, focus after
   a swap, a warning before the idle sign-out, tables on narrow screens, keys in lists, kind errors. */
(() => {
  "use strict";
  const ready = (run) => (document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", run) : run());
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  let lastSeen = Date.now(); // when the server last heard from this person

  /* Double submits ------------------------------------------------------------------- */
  const BUSY_FOR = 15000; // a download leaves the page where it is, so a form may be used again

  const release = (form) => {
    delete form.dataset.busy;
    form.removeAttribute("aria-busy");
  };
  const hold = (form) => {
    form.dataset.busy = "1";
    form.setAttribute("aria-busy", "true");
    drafts.stop(form);
    setTimeout(() => release(form), BUSY_FOR);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      hold(form);
    }
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[aria-disabled='true']")) event.preventDefault();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) all("form[data-busy]").forEach(release);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) release(form);
    lastSeen = Date.now();
  });

  /* Drafts --------------------------------------------------------------------------- */
  const drafts = {
    pause: 1500,
    waiting: new Map(),
    url: () => document.body.dataset.keepUrl,

    collect(form) {
      const data = new FormData(form);
      const out = new URLSearchParams();
      for (const [name, value] of data) {
        const secret = name === "csrfmiddlewaretoken" || form.querySelector(`[type="password"][name="${CSS.escape(name)}"]`);
        if (typeof value === "string" && !secret) out.append(name, value);
      }
      out.set("path", location.pathname);
      return out;
    },
    say(form, words, late = false) {
      const line = form.querySelector("[data-status]");
      if (!line) return;
      line.textContent = words;
      line.classList.toggle("late", late);
    },
    schedule(form, after = drafts.pause, tries = 0) {
      clearTimeout(drafts.waiting.get(form));
      drafts.waiting.set(form, setTimeout(() => drafts.save(form, tries), after));
    },
    stop(form) {
      clearTimeout(drafts.waiting.get(form));
      drafts.waiting.delete(form);
    },
    async save(form, tries = 0, leaving = false) {
      drafts.stop(form);
      if (!drafts.url() || !form.isConnected) return;
      try {
        const answer = await fetch(drafts.url(), {
          method: "POST",
          body: drafts.collect(form),
          headers: { "X-CSRFToken": token(form) },
          credentials: "same-origin",
          keepalive: leaving,
        });
        if (answer.redirected) return drafts.say(form, "You have been signed out. What you typed is kept; sign in to go on.", true);
        if (!answer.ok) throw new Error(String(answer.status));
        lastSeen = Date.now();
        if (!drafts.waiting.has(form)) drafts.say(form, `Draft saved ${new Date().toLocaleTimeString("en-GB")}`);
      } catch {
        if (leaving || form.dataset.busy) return;
        drafts.say(form, "Not saved yet, still trying", true);
        drafts.schedule(form, Math.min(60000, 3000 * 2 ** tries), tries + 1);
      }
    },
    flush() {
      for (const form of [...drafts.waiting.keys()]) drafts.save(form, 0, true);
    },
  };
  const token = (form) => form?.querySelector("[name=csrfmiddlewaretoken]")?.value || headerToken();
  const headerToken = () => {
    try {
      return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
    } catch {
      return "";
    }
  };

  const typed = (event) => {
    const form = event.target.closest?.("form[data-keep]");
    if (form && !form.dataset.busy) drafts.schedule(form);
    else if (Date.now() - lastSeen > 60000) stay();
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  window.addEventListener("pagehide", drafts.flush);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && drafts.flush());

  /* Idle sign-out -------------------------------------------------------------------- */
  const WARN_FOR = 60; // seconds

  async function stay() {
    if (!document.body.dataset.pingUrl) return;
    lastSeen = Date.now();
    hideWarning();
    try {
      await fetch(document.body.dataset.pingUrl, { method: "POST", headers: { "X-CSRFToken": headerToken() }, credentials: "same-origin" });
    } catch {
      /* offline: the next look at the clock asks again */
    }
  }
  const warning = () => document.getElementById("idle");
  const hideWarning = () => warning()?.removeAttribute("open");
  function watch() {
    const limit = Number(document.body.dataset.idleSeconds);
    if (!limit) return;
    const quiet = (Date.now() - lastSeen) / 1000;
    if (quiet > limit + 2) {
      drafts.flush();
      lastSeen = Date.now();
      // A fresh visit of the same address, not a reload that would post a form once more.
      setTimeout(() => location.assign(location.pathname + location.search), 300);
    } else if (quiet > limit - WARN_FOR) {
      warning()?.setAttribute("open", ""); // shown without taking the focus from what is being typed
    } else {
      hideWarning();
    }
  }
  document.addEventListener("click", (event) => event.target.closest("[data-stay]") && stay());
  setInterval(watch, 5000);

  /* Focus ---------------------------------------------------------------------------- */
  const focusIn = (root) => {
    const place = root?.matches?.("[data-focus]") ? root : root?.querySelector?.("[data-focus]");
    place?.focus();
    return Boolean(place);
  };
  document.addEventListener("htmx:afterSettle", (event) => focusIn(event.detail.elt));

  /* Tables --------------------------------------------------------------------------- */
  function dress(root = document) {
    for (const region of all(".table-region, .plot-scroll, .steps", root)) {
      if (region.hasAttribute("data-stack")) all("table", region).forEach(stack);
      fit(region);
    }
  }
  // Rows become blocks on narrow screens; roles keep them a table for people who hear it.
  function stack(table) {
    const heads = all("thead th", table).map((head) => (head.querySelector(".visually-hidden") ? "" : head.textContent.trim()));
    if (!heads.some(Boolean) || table.classList.contains("stacks")) return;
    table.setAttribute("role", "table");
    all("thead, tbody", table).forEach((part) => part.setAttribute("role", "rowgroup"));
    all("tr", table).forEach((row) => row.setAttribute("role", "row"));
    all("thead th", table).forEach((head) => head.setAttribute("role", "columnheader"));
    for (const row of all("tbody tr", table)) {
      [...row.cells].forEach((cell, i) => {
        cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
        if (i && heads[i] && cell.colSpan === 1 && cell.textContent.trim()) cell.dataset.label ??= heads[i];
      });
    }
    table.classList.add("stacks");
  }
  // Only what really scrolls is a stop for the Tab key.
  function fit(region) {
    if (region.scrollWidth > region.clientWidth + 1) region.setAttribute("tabindex", "0");
    else region.removeAttribute("tabindex");
  }
  ready(() => dress());
  document.addEventListener("htmx:load", (event) => dress(event.detail.elt.parentElement || document));
  window.addEventListener("resize", () => all(".table-region, .plot-scroll, .steps").forEach(fit));
  document.addEventListener("toggle", (event) => all(".table-region", event.target).forEach(fit), true);

  /* Keys in lists: only while the focus is in the list -------------------------------- */
  document.addEventListener("keydown", (event) => {
    const table = event.target.closest?.("table[data-rows]");
    if (event.key === "Escape") all("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
    if (!table || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const rows = all("tbody tr", table).filter((row) => row.querySelector("a[href], button"));
    const here = rows.findIndex((row) => row.contains(event.target));
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      const row = rows[Math.max(0, Math.min(rows.length - 1, here + step))];
      rows.forEach((one) => one.classList.toggle("is-current", one === row));
      row?.querySelector("a[href], button").focus();
      event.preventDefault();
    } else if (/^[a-z]$/.test(event.key)) {
      rows[here]?.querySelector(`[data-key="${event.key}"]`)?.click();
    }
  });

  /* Dialogs around pages that have an address of their own ----------------------------- */
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const window_ = opener && document.getElementById(opener.dataset.dialog);
    if (!window_?.showModal || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    window_.showModal();
  });

  /* What went wrong, in a sentence ----------------------------------------------------- */
  const SENTENCES = {
    0: "The clinic's server could not be reached. Check the connection and try again; nothing was changed.",
    403: "This step belongs to another role. Nothing was changed.",
    404: "We could not find that. It may have been moved or closed.",
    413: "That is too large to send.",
    429: "That was asked too often. Wait a minute and try again.",
  };
  const OURS = "Something went wrong on our side. Nothing was half-saved; please try again.";

  function tell(status, text) {
    const region = document.getElementById("messages");
    if (!region) return;
    const banner = document.createElement("div");
    banner.className = status >= 500 || !status ? "banner stop" : "banner due";
    banner.setAttribute("role", "alert");
    banner.textContent = text || SENTENCES[status] || (status >= 500 || !status ? OURS : SENTENCES[404]);
    region.replaceChildren(banner);
    region.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("htmx:responseError", (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText || "", "text/html");
    tell(event.detail.xhr.status, page.querySelector("[data-refusal]")?.textContent.replace(/\s+/g, " ").trim());
  });
  document.addEventListener("htmx:sendError", () => tell(0));
  document.addEventListener("htmx:timeout", () => tell(0));

  ready(() => {
    document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
    // The browser focuses [autofocus] by itself; this helps where it does not.
    const place = document.querySelector("[data-focus]");
    if (place && document.activeElement !== place) place.focus();
  });
})();
