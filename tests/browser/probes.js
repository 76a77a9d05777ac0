/* What the tests ask of a page that is shown. Each function looks, and leaves the page as it was. */
window.probes = (function () {
  "use strict";
  var CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]";

  function called(one) {
    var words = (one.getAttribute("aria-label") || one.textContent || one.value || "").trim().replace(/\s+/g, " ").slice(0, 40);
    var name = one.tagName.toLowerCase() + (one.id ? "#" + one.id : "") + (one.classList[0] ? "." + one.classList[0] : "");
    return words ? name + ' "' + words + '"' : name;
  }
  function shown(one) {
    return one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && one.getClientRects().length > 0;
  }
  /* Out of sight on purpose, for screen readers or until the keyboard comes. */
  function tucked(one) {
    for (; one; one = one.parentElement) {
      var style = getComputedStyle(one);
      if (style.clipPath === "inset(50%)" || (one.offsetWidth <= 1 && style.overflow === "hidden")) return true;
    }
    return false;
  }
  function scroller(one) {
    return one.parentElement && one.parentElement.closest(".sg-scroll");
  }
  /* Of a group of radio buttons one is a stop: the chosen one, or else the first. */
  function lead(one) {
    if (one.type !== "radio" || !one.name) return true;
    var group = Array.from(document.querySelectorAll("input[type=radio]")).filter(function (other) {
      return other.name === one.name && other.form === one.form && shown(other);
    });
    return one === (group.find(function (other) { return other.checked; }) || group[0]);
  }
  function controls() {
    return Array.from(document.querySelectorAll(CONTROLS)).filter(function (one) {
      return shown(one) && !one.disabled && one.tabIndex >= 0 && !one.closest("[inert]");
    });
  }
  /* In the body: a tool may fetch a script into the head while somebody goes through the page. */
  function place(one) {
    return Array.from(document.body.querySelectorAll("*")).indexOf(one);
  }
  function stops() {
    return controls().filter(lead).map(function (one) {
      return [place(one), called(one)];
    });
  }

  function channels(colour) {
    var found = colour.match(/[\d.]+/g).map(Number);
    return { rgb: found.slice(0, 3), alpha: found.length > 3 ? found[3] : 1 };
  }
  function light(rgb) {
    var part = rgb.map(function (value) {
      var share = value / 255;
      return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  }
  function contrast(one, other) {
    var both = [light(one), light(other)].sort(function (a, b) { return b - a; });
    return (both[0] + 0.05) / (both[1] + 0.05);
  }
  function ground(one) {
    for (; one; one = one.parentElement) {
      var paint = channels(getComputedStyle(one).backgroundColor);
      if (paint.alpha === 1) return paint.rgb;
    }
    return [255, 255, 255];
  }
  /* How much of the ring round a control is not cut off by a box that hides what flows over. */
  function ringShown(one, reach) {
    var box = one.getClientRects()[0];
    var ring = { left: box.left - reach, right: box.right + reach, top: box.top - reach, bottom: box.bottom + reach };
    var sides = { left: true, right: true, top: true, bottom: true };
    for (var over = one.parentElement; over; over = over.parentElement) {
      if (getComputedStyle(over).overflow === "visible" || over === document.body || over === document.documentElement) continue;
      var clip = over.getBoundingClientRect();
      if (ring.left < clip.left - 1) sides.left = false;
      if (ring.right > clip.right + 1) sides.right = false;
      if (ring.top < clip.top - 1) sides.top = false;
      if (ring.bottom > clip.bottom + 1) sides.bottom = false;
    }
    return Object.values(sides).filter(Boolean).length;
  }
  function covered(one) {
    var box = one.getClientRects()[0];
    var spots = [0.25, 0.5, 0.75].map(function (share) {
      return document.elementFromPoint(box.left + Math.min(box.width, innerWidth) * share, box.top + box.height / 2);
    });
    return !spots.some(function (top) {
      return top && (one.contains(top) || top.contains(one));
    });
  }

  /* The control that has the keyboard, and what a reader sees of that. */
  function focused() {
    var one = document.activeElement;
    if (!one || one === document.body) return null;
    var style = getComputedStyle(one);
    var width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    var ring = style.boxShadow.match(/rgba?\([^)]*\)/g) || [];
    var colours = [channels(style.outlineColor).rgb].concat(ring.map(function (one) { return channels(one).rgb; }));
    var behind = ground(one.parentElement);
    var best = Math.max.apply(null, colours.map(function (colour) { return contrast(colour, behind); }));
    return {
      name: called(one),
      place: place(one),
      width: width,
      contrast: best,
      tall: one.getClientRects()[0].height,
      sides: ringShown(one, parseFloat(style.outlineOffset) + width),
      covered: covered(one),
    };
  }

  /* Lines that a clamp leaves out count nowhere: the box would be taller without it. */
  function clamped(one) {
    if (getComputedStyle(one).webkitLineClamp === "none") return false;
    var before = one.offsetHeight;
    one.style.webkitLineClamp = "none";
    var after = one.offsetHeight;
    one.style.webkitLineClamp = "";
    return after > before;
  }
  /* Boxes whose words do not fit, although nothing scrolls there. */
  function cut() {
    return Array.from(document.body.querySelectorAll("*")).filter(function (one) {
      if (one.closest("svg") || !shown(one) || !one.textContent.trim() || tucked(one)) return false;
      var style = getComputedStyle(one);
      var hides = /hidden|clip/.test(style.overflowX + style.overflowY);
      var frame = one.matches("button, .sg-button, .sg-bar, .sg-bar__tools, .sg-bar__button, .sg-nav__link");
      if (clamped(one)) return true;
      if (!hides && !frame) return false;
      return one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2;
    }).map(called);
  }
  /* Words that reach beyond the window's edge and stand in nothing that scrolls by itself. */
  function sideways() {
    var wide = document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["the page scrolls sideways"] : [];
    var out = Array.from(document.body.querySelectorAll("*")).filter(function (one) {
      /* The letters of a drawing are left out: what it shows stands in words beside it. */
      if (one.children.length || one.closest("svg") || !shown(one) || tucked(one) || scroller(one)) return false;
      return one.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
    });
    return wide.concat(out.map(called));
  }
  function inSentence(one) {
    if (!/^inline/.test(getComputedStyle(one).display) || getComputedStyle(one).display === "inline-flex") return false;
    var block = one.closest("p, li, dd, dt, td, th, figcaption, label, blockquote");
    return Boolean(block) && block.textContent.trim() !== one.textContent.trim();
  }
  /* Controls smaller than 24 px each way that do not stand in a sentence. A label counts for its field. */
  function small() {
    return controls().filter(function (one) {
      if (one.matches("[tabindex]:not(a, button, input)") || tucked(one) || inSentence(one)) return false;
      var holder = one.matches("input") && one.closest("label") ? one.closest("label") : one;
      return !Array.from(holder.getClientRects()).some(function (box) {
        return box.width >= 23.5 && box.height >= 23.5;
      });
    }).map(called);
  }
  /* Small targets that WCAG 2.5.8 does not let pass for the room around them: a circle of 24 px that touches another target. */
  function crowded() {
    var names = small();
    var spots = controls().filter(function (one) { return !tucked(one); }).map(function (one) {
      var box = one.getClientRects()[0];
      return { name: called(one), box: box, x: box.left + box.width / 2, y: box.top + box.height / 2 };
    });
    function touches(spot, other) {
      var across = Math.max(other.box.left - spot.x, 0, spot.x - other.box.right);
      var down = Math.max(other.box.top - spot.y, 0, spot.y - other.box.bottom);
      return Math.hypot(across, down) < 12;
    }
    return spots.filter(function (spot) {
      return names.includes(spot.name) && spots.some(function (other) { return other !== spot && touches(spot, other); });
    }).map(function (spot) { return spot.name; });
  }
  /* Boxes that scroll and cannot be reached, or say no name when reached. */
  function mute() {
    return Array.from(document.querySelectorAll(".sg-scroll")).filter(function (one) {
      var name = one.getAttribute("aria-label") || (document.getElementById(one.getAttribute("aria-labelledby")) || {}).textContent;
      var reached = one.tabIndex === 0 && Boolean(one.getAttribute("role")) && Boolean((name || "").trim());
      return shown(one) && one.scrollWidth > one.clientWidth + 1 && !reached;
    }).map(called);
  }
  function moving() {
    return Array.from(document.querySelectorAll("*")).filter(function (one) {
      var style = getComputedStyle(one);
      var spans = (style.transitionDuration + "," + style.animationDuration).split(",").map(parseFloat);
      return Math.max.apply(null, spans) > 0 || style.scrollBehavior === "smooth";
    }).map(called);
  }
  /* Plain facts for a test to look at. */
  function look(selector, property, part) {
    return Array.from(document.querySelectorAll(selector)).map(function (one) {
      return getComputedStyle(one, part || null).getPropertyValue(property);
    });
  }
  function visible(selector) {
    return Array.from(document.querySelectorAll(selector)).filter(shown).map(called);
  }
  return {
    stops: stops,
    cut: cut, sideways: sideways, small: small, crowded: crowded, mute: mute, moving: moving,
    focused: focused, look: look, visible: visible,
  };
})();
