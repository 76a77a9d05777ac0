/* Makes complete pages easier to use: the menu on small screens, the search box, and wide tables by keyboard. */
(function () {
  "use strict";
  var root = document.documentElement;
  var nav = document.getElementById("sg-nav");
  var button = document.querySelector("[data-menu]");
  var link = document.querySelector("[data-menu-link]");
  var wide = window.matchMedia("(min-width: 64em)");

  function show(open) {
    button.setAttribute("aria-expanded", String(open));
    /* Inert says it to everything at once: no tab stop, nothing to hear; the styles take it out of sight. */
    nav.inert = !open && !wide.matches;
  }
  function isOpen() {
    return button.getAttribute("aria-expanded") === "true";
  }
  button.addEventListener("click", function () {
    show(!isOpen());
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isOpen()) {
      show(false);
      button.focus();
    }
  });
  wide.addEventListener("change", function () {
    show(false);
  });
  /* Somebody who came by the address of the contents, from the link that serves without scripts, finds them open. */
  show(location.hash === "#sg-nav");
  link.remove();
  button.hidden = false;
  root.classList.replace("no-js", "js");

  /* The policy of the site lets no form be sent: the words go into the address instead. */
  document.querySelectorAll("form[role=search]").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      location.href = form.action + "?q=" + encodeURIComponent(form.elements.q.value.trim());
    });
  });

  /* What is too wide scrolls inside a group that has a name and can be reached by keyboard. The page comes with all of them as
     stops; here they stay so only while they scroll. */
  var headings = Array.from(document.querySelectorAll(".sg-article :is(h1, h2, h3, h4)[id]"));
  var names = new Map();
  function nameOf(region, number) {
    var own = region.getAttribute("aria-labelledby");
    if (own) return own;
    var caption = region.parentElement.querySelector(":scope > figcaption");
    if (caption) {
      caption.id = "sg-drawing-" + number;
      return caption.id;
    }
    var above = headings.filter(function (one) {
      return one.compareDocumentPosition(region) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
    return above.length ? above.pop().id : "sg-main";
  }
  function settle(region) {
    var stop = { tabindex: "0", role: "group", "aria-labelledby": names.get(region) };
    var scrolls = region.scrollWidth > region.clientWidth + 1;
    region.removeAttribute("aria-label");
    Object.keys(stop).forEach(function (name) {
      if (scrolls) region.setAttribute(name, stop[name]);
      else region.removeAttribute(name);
    });
  }
  var watch = new ResizeObserver(function () {
    names.forEach(function (_, region) {
      settle(region);
    });
  });
  document.querySelectorAll(".sg-scroll").forEach(function (region, number) {
    names.set(region, nameOf(region, number));
    watch.observe(region);
  });

  /* What is folded away prints as well; browsers that know ::details-content need only print.css. */
  var unfolded = [];
  window.addEventListener("beforeprint", function () {
    unfolded = Array.from(document.querySelectorAll("details:not([open])"));
    unfolded.forEach(function (one) {
      one.open = true;
    });
  });
  window.addEventListener("afterprint", function () {
    unfolded.splice(0).forEach(function (one) {
      one.open = false;
    });
  });
})();
