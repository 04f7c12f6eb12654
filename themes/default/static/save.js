// Saves the text of an item as Markdown or plain text, made in the browser from what the page shows: so there is no file more
// for each item, and nothing in it that the page does not show.
(function () {
  "use strict";

  /** @typedef {{ plain: boolean }} Form */

  var article = document.querySelector("[data-save]");
  if (!article || !window.Blob || !window.URL) return;
  var place = /** @type {HTMLElement} */ (article);

  /** Text in which white space counts as one blank. @param {string} text */
  function flat(text) {
    return text.replace(/[\s\u200b]+/g, " ");
  }

  /** The text of a line. @param {Node} node @param {Form} form @returns {string} */
  function line(node, form) {
    var out = "";
    node.childNodes.forEach(function (child) {
      if (child.nodeType === 3) out += flat(child.nodeValue || "");
      if (child.nodeType !== 1) return;
      var element = /** @type {HTMLElement} */ (child);
      var tag = element.tagName;
      var inner = line(element, form);
      if (tag === "BR") out += "\n";
      else if (tag === "IMG") out += form.plain ? flat(element.getAttribute("alt") || "") : "![" + (element.getAttribute("alt") || "") + "](" + /** @type {HTMLImageElement} */ (element).src + ")";
      else if (form.plain) out += inner;
      else if (tag === "STRONG" || tag === "B") out += "**" + inner + "**";
      else if (tag === "EM" || tag === "I") out += "*" + inner + "*";
      else if (tag === "DEL" || tag === "S") out += "~~" + inner + "~~";
      else if (tag === "CODE") out += "`" + inner + "`";
      else if (tag === "A" && /** @type {HTMLAnchorElement} */ (element).href) out += "[" + inner + "](" + /** @type {HTMLAnchorElement} */ (element).href + ")";
      else out += inner;
    });
    return out;
  }

  /** A table, a row a line. @param {HTMLTableElement} table @param {Form} form */
  function rows(table, form) {
    var lines = Array.prototype.map.call(table.rows, function (/** @type {HTMLTableRowElement} */ row) {
      var cells = Array.prototype.map.call(row.cells, function (/** @type {HTMLElement} */ cell) {
        var text = line(cell, form).replace(/\n/g, " ").trim();
        return form.plain ? text : text.replace(/\|/g, "\\|");
      });
      return form.plain ? cells.join("\t") : "| " + cells.join(" | ") + " |";
    });
    if (!form.plain && table.rows.length) {
      lines.splice(1, 0, "|" + new Array(table.rows[0].cells.length + 1).join(" --- |"));
    }
    return lines.join("\n");
  }

  /** The blocks of a text, with what stands before each of their lines. @param {Element} from @param {Form} form @returns {string[]} */
  function blocks(from, form) {
    /** @type {string[]} */
    var out = [];
    Array.prototype.forEach.call(from.children, function (/** @type {HTMLElement} */ block) {
      var tag = block.tagName;
      var text;
      if (/^H[1-6]$/.test(tag)) {
        text = line(block, form).trim();
        out.push(form.plain ? text : new Array(+tag[1] + 1).join("#") + " " + text);
      } else if (tag === "UL" || tag === "OL") {
        var number = /** @type {HTMLOListElement} */ (block).start || 1;
        var items = Array.prototype.map.call(block.children, function (/** @type {Element} */ item) {
          var mark = tag === "OL" ? number++ + ". " : "- ";
          var inner = item.querySelector("p,ul,ol,table,blockquote") ? loose(item, form) : line(item, form).trim();
          return mark + inner.replace(/\n/g, "\n" + new Array(mark.length + 1).join(" "));
        });
        out.push(items.join("\n"));
      } else if (tag === "TABLE") out.push(rows(/** @type {HTMLTableElement} */ (block), form));
      else if (tag === "PRE") out.push(form.plain ? block.textContent || "" : "```\n" + (block.textContent || "").replace(/\n$/, "") + "\n```");
      else if (tag === "HR") out.push(form.plain ? "" : "---");
      else if (tag === "BLOCKQUOTE") out.push(blocks(block, form).join("\n\n").replace(/^/gm, form.plain ? "  " : "> "));
      else if (block.querySelector("p,h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,pre")) out.push.apply(out, blocks(block, form));
      else {
        text = line(block, form).trim();
        if (text) out.push(text);
      }
    });
    return out;
  }

  /** A list's item that holds blocks beside its own words. @param {Element} item @param {Form} form */
  function loose(item, form) {
    var own = document.createElement("div");
    var words = document.createElement("p");
    item.childNodes.forEach(function (child) {
      var element = child.nodeType === 1 ? /** @type {Element} */ (child) : null;
      if (element && /^(P|UL|OL|TABLE|BLOCKQUOTE|PRE|DIV)$/.test(element.tagName)) {
        if (words.textContent && words.textContent.trim()) own.append(words);
        words = document.createElement("p");
        own.append(element.cloneNode(true));
      } else words.append(child.cloneNode(true));
    });
    if (words.textContent && words.textContent.trim()) own.append(words);
    return blocks(own, form).join("\n");
  }

  /** The whole item. @param {Form} form */
  function whole(form) {
    var title = place.querySelector("h1");
    var name = title ? flat(title.textContent || "").trim() : document.title;
    var parts = [form.plain ? name : "# " + name];
    var facts = Array.prototype.map.call(place.querySelectorAll(".facts th"), function (/** @type {Element} */ head) {
      var value = head.nextElementSibling;
      var colon = place.dataset.colon || ": ";
      return (form.plain ? "" : "- ") + flat(head.textContent || "").trim() + colon + flat(value ? value.textContent || "" : "").trim();
    });
    if (facts.length) parts.push(facts.join("\n"));
    var body = place.querySelector(".prose");
    if (body) parts.push.apply(parts, blocks(body, form));
    var files = Array.prototype.map.call(place.querySelectorAll("a[download]"), function (/** @type {HTMLAnchorElement} */ link) {
      var own = flat(link.textContent || "").trim();
      return form.plain ? own + " " + link.href : "- [" + own + "](" + link.href + ")";
    });
    if (files.length) parts.push(files.join("\n"));
    var canonical = document.querySelector('link[rel="canonical"]');
    parts.push(/** @type {HTMLLinkElement} */ (canonical || {}).href || location.href);
    return { name: name, text: parts.filter(Boolean).join("\n\n") + "\n" };
  }

  place.querySelectorAll("button[data-as]").forEach(function (button) {
    var as = /** @type {HTMLElement} */ (button).dataset.as || "";
    /** @type {HTMLElement} */ (button).hidden = false;
    button.addEventListener("click", function () {
      if (as === "print") {
        window.print();
        return;
      }
      var made = whole({ plain: as === "txt" });
      // Old Windows editors tell UTF-8 by its mark and lines by both characters.
      var text = as === "txt" ? "\ufeff" + made.text.replace(/\n/g, "\r\n") : made.text;
      var link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: as === "txt" ? "text/plain" : "text/markdown" }));
      link.download = made.name.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").slice(0, 80).trim() + "." + as;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(function () {
        URL.revokeObjectURL(link.href);
      }, 60000);
    });
  });
})();
