// Saves the text of an item as Markdown or plain text, made in the browser from what the page shows: so there is no file more
// for each item, and nothing in it that the page does not show.
(() => {
  "use strict";

  /** @typedef {{ plain: boolean }} Form */

  var article = document.querySelector("[data-save]");
  if (!article || !window.Blob || !window.URL) return;
  var place = /** @type {HTMLElement} */ (article);

  /** Text in which white space counts as one blank. @param {string} text */
  function flat(text) {
    return text.replace(/[\s\u200b]+/g, " ");
  }

  /** The text of an element, on one line. @param {Element | null} element */
  function words(element) {
    return flat((element && element.textContent) || "").trim();
  }

  /** The text of a line. @param {Node} node @param {Form} form @returns {string} */
  function line(node, form) {
    var out = "";
    node.childNodes.forEach((child) => {
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
    var lines = Array.from(table.rows, (/** @type {HTMLTableRowElement} */ row) => {
      var cells = Array.from(row.cells, (/** @type {HTMLElement} */ cell) => {
        var text = line(cell, form).replace(/\n/g, " ").trim();
        return form.plain ? text : text.replace(/\|/g, "\\|");
      });
      return form.plain ? cells.join("\t") : "| " + cells.join(" | ") + " |";
    });
    if (!form.plain && table.rows.length) {
      lines.splice(1, 0, "|" + " --- |".repeat(table.rows[0].cells.length));
    }
    return lines.join("\n");
  }

  /** The blocks of a text, with what stands before each of their lines. @param {Element} from @param {Form} form @returns {string[]} */
  function blocks(from, form) {
    /** @type {string[]} */
    var out = [];
    Array.from(/** @type {HTMLCollectionOf<HTMLElement>} */ (from.children), (block) => {
      var tag = block.tagName;
      var text;
      if (/^H[1-6]$/.test(tag)) {
        text = line(block, form).trim();
        out.push(form.plain ? text : "#".repeat(+tag[1]) + " " + text);
      } else if (tag === "UL" || tag === "OL") {
        var number = /** @type {HTMLOListElement} */ (block).start || 1;
        var items = Array.from(block.children, (/** @type {Element} */ item) => {
          var mark = tag === "OL" ? number++ + ". " : "- ";
          var inner = item.querySelector("p,ul,ol,table,blockquote") ? loose(item, form) : line(item, form).trim();
          return mark + inner.replace(/\n/g, "\n" + " ".repeat(mark.length));
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
    var run = document.createElement("p");
    item.childNodes.forEach((child) => {
      var element = child.nodeType === 1 ? /** @type {Element} */ (child) : null;
      if (element && /^(P|UL|OL|TABLE|BLOCKQUOTE|PRE|DIV)$/.test(element.tagName)) {
        if (words(run)) own.append(run);
        run = document.createElement("p");
        own.append(element.cloneNode(true));
      } else run.append(child.cloneNode(true));
    });
    if (words(run)) own.append(run);
    return blocks(own, form).join("\n");
  }

  /** The whole item. @param {Form} form */
  function whole(form) {
    var name = words(place.querySelector("h1")) || document.title;
    var parts = [form.plain ? name : "# " + name];
    var facts = Array.from(place.querySelectorAll(".facts th"), (/** @type {Element} */ head) => {
      return (form.plain ? "" : "- ") + words(head) + /** @type {any} */ (window).muluWords.colon + words(head.nextElementSibling);
    });
    if (facts.length) parts.push(facts.join("\n"));
    var body = place.querySelector(".prose");
    if (body) parts.push.apply(parts, blocks(body, form));
    var files = Array.from(/** @type {NodeListOf<HTMLAnchorElement>} */ (place.querySelectorAll("a[download]")), (link) => {
      var own = words(link);
      return form.plain ? own + " " + link.href : "- [" + own + "](" + link.href + ")";
    });
    if (files.length) parts.push(files.join("\n"));
    parts.push(/** @type {HTMLLinkElement} */ (document.querySelector("[rel=canonical]") || location).href);
    return { name: name, text: parts.filter(Boolean).join("\n\n") + "\n" };
  }

  place.querySelectorAll("button[data-as]").forEach((button) => {
    var as = /** @type {HTMLElement} */ (button).dataset.as || "";
    button.addEventListener("click", () => {
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
      setTimeout(() => {
        URL.revokeObjectURL(link.href);
      }, 60000);
    });
  });
})();
