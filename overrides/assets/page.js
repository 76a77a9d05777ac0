/* Makes complete pages easier to use: the menu on small screens, and wide tables by keyboard. */
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
    if (event.key === "Escape" && isOpen() && !document.querySelector("dialog[open]")) {
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

  /* What is too wide scrolls inside a region that has a name and can be reached by keyboard, but only while it scrolls. */
  document.querySelectorAll(".sg-drawing > svg").forEach(function (picture) {
    var region = document.createElement("div");
    region.className = "sg-scroll";
    picture.replaceWith(region);
    region.append(picture);
  });
  function nameOf(region, number) {
    var title = region.parentElement.querySelector(":scope > figcaption") || region.querySelector("caption");
    if (!title) {
      region.setAttribute("aria-label", "Wide content, scrolls sideways");
      return;
    }
    title.id = title.id || "sg-wide-" + number;
    region.setAttribute("aria-labelledby", title.id);
  }
  function settle(region, number) {
    if (region.scrollWidth > region.clientWidth + 1) {
      region.tabIndex = 0;
      region.setAttribute("role", "region");
      nameOf(region, number);
    } else {
      ["tabindex", "role", "aria-label", "aria-labelledby"].forEach(function (name) {
        region.removeAttribute(name);
      });
    }
  }
  var regions = Array.from(document.querySelectorAll(".sg-scroll"));
  var watch = new ResizeObserver(function () {
    regions.forEach(settle);
  });
  regions.forEach(function (region) {
    watch.observe(region);
  });
})();
