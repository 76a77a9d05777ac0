/* Storage for the tools: keeps what people write on their own device, and nowhere else.

   const store = SG.store("checklists");  one for each tool; its entries are plain objects with an id
   store.all()             every entry by id; what an older edition of the guide kept counts where this one has nothing
   store.set(id, entry)    keep an entry, or take it away with null; it is written a moment later
   store.flush()           write now
   store.clear()           take away every entry of this tool, of every edition
   store.watch(heard)      call heard() when another tab has changed something
   store.broken()          how many entries could not be read; they are left alone
   store.unsaved()         whether something is only on the page
   store.shared(on)        turn the mode for shared computers on or off, or ask; while it is on nothing is written
   SG.trouble(kind)        called once for each kind: "blocked" or "full". Everything else goes on working.

   Each entry has a key of its own, sg/<council>/<guide>/<edition>/<tool>/<id>, so that two tabs do not overwrite each
   other and one spoilt entry spoils no other. The first three come from data-store on the page's first element. */
(function (root) {
  "use strict";
  const SG = root.SG = root.SG || {};
  const PAUSE = 300, SHARED = "sg/shared";
  const told = {};

  function tell(kind) {
    if (told[kind]) return;
    told[kind] = true;
    if (SG.trouble) SG.trouble(kind);
  }
  const isEntry = (value) => typeof value === "object" && !Array.isArray(value);
  /* 2026.10 is later than 2026.9. */
  const later = (one, other) => one.localeCompare(other, "en", { numeric: true });

  function open(place, tool) {
    const cut = place.scope.lastIndexOf("/");
    const base = "sg/" + place.scope.slice(0, cut) + "/", edition = place.scope.slice(cut + 1);
    const own = base + edition + "/" + tool + "/";
    const pending = new Map();
    let timer, unread = 0, sharing = false;

    /* Every key of this tool as [key, edition, id], older editions first and this one last. */
    function keys() {
      const found = [];
      try {
        for (let n = 0; n < place.local.length; n += 1) {
          const key = place.local.key(n);
          const parts = key.startsWith(base) ? key.slice(base.length).split("/") : [];
          if (parts.length === 3 && parts[1] === tool) found.push([key, parts[0], parts[2]]);
        }
      } catch {
        tell("blocked");
      }
      return found.sort((a, b) => (a[1] === edition) - (b[1] === edition) || later(a[1], b[1]));
    }
    function all() {
      const entries = {};
      unread = 0;
      keys().forEach(([key, , id]) => {
        try {
          const value = JSON.parse(place.local.getItem(key));
          if (!isEntry(value)) throw new TypeError(key);
          entries[id] = value;
        } catch {
          unread += 1;
        }
      });
      pending.forEach((value, id) => { entries[id] = value; });
      Object.keys(entries).forEach((id) => { if (!entries[id]) delete entries[id]; });
      return entries;
    }
    function write(value, id) {
      try {
        /* Nothing here would let an older edition's entry show again, so an empty one stands in its way. */
        const older = value ? false : keys().some(([, from, one]) => one === id && from !== edition);
        if (value || older) place.local.setItem(own + id, JSON.stringify(value));
        else place.local.removeItem(own + id);
        pending.delete(id);
      } catch {
        tell(place.local && place.local.length ? "full" : "blocked");
      }
    }
    function flush() {
      clearTimeout(timer);
      if (!shared()) pending.forEach(write);
    }
    function set(id, entry) {
      pending.set(id, entry);
      clearTimeout(timer);
      timer = setTimeout(flush, PAUSE);
    }
    function wipe() {
      keys().forEach(([key]) => place.local.removeItem(key));
    }
    function clear() {
      pending.clear();
      wipe();
    }
    /* The mode lasts as long as the tab, across pages; where even that cannot be noted, as long as the page. */
    function shared(on) {
      if (on !== undefined) {
        const kept = Object.entries(all());
        sharing = on;
        try {
          if (on) place.session.setItem(SHARED, "on");
          else place.session.removeItem(SHARED);
        } catch { /* the page remembers */ }
        if (on) wipe();
        kept.forEach(([id, entry]) => pending.set(id, entry));
        flush();
      }
      try {
        return sharing || place.session.getItem(SHARED) === "on";
      } catch {
        return sharing;
      }
    }
    function watch(heard) {
      root.addEventListener("storage", (event) => {
        if (event.key === null || (event.key.startsWith(base) && event.key.includes("/" + tool + "/"))) heard();
      });
    }
    if (root.addEventListener) {
      root.addEventListener("pagehide", flush);
      root.addEventListener("visibilitychange", flush, true);
    }
    keys();
    return { all, set, flush, clear, watch, shared, broken: () => unread, unsaved: () => pending.size > 0 };
  }

  function area(name) {
    try {
      return root[name];
    } catch {
      return null;
    }
  }
  SG.store = (tool) => open({
    local: area("localStorage"),
    session: area("sessionStorage"),
    scope: root.document.documentElement.dataset.store,
  }, tool);
  if (typeof module !== "undefined") module.exports = { open };
})(typeof window === "undefined" ? globalThis : window);
