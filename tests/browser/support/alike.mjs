// Whether two pictures of a page show the same layout.
//
// Both are looked at in squares: the mean colour of eight pixels by eight. Edges of characters, which change with every
// browser and font, hardly move a mean; a block that stands elsewhere, a colour or a line that is missing changes many.

/** The side of a square in pixels. */
const SQUARE = 8;
/** How far a mean may be off, of 255, in any of the three colours. */
const TOLERANCE = 20;
/** Of so many squares, one in a hundred may be off further. */
const SHARE = 0.01;

/**
 * What is different between two pictures (JPEG), in words; empty where they are alike. They are compared by the browser, in
 * an empty page, so that no library is needed.
 *
 * @param {import("@playwright/test").Page} page
 * @param {Buffer} kept
 * @param {Buffer} taken
 * @returns {Promise<string>}
 */
export async function difference(page, kept, taken) {
  const pictures = [kept, taken].map((picture) => picture.toString("base64"));
  return page.evaluate(async ([one, other, square, tolerance, share]) => {
    /** @param {string} text */
    const means = async (text) => {
      const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
      const { width, height } = bitmap;
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(width, height).getContext("2d"));
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const across = Math.ceil(width / square), down = Math.ceil(height / square);
      const sums = new Float64Array(across * down * 4);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const cell = (Math.floor(y / square) * across + Math.floor(x / square)) * 4;
          for (let c = 0; c < 3; c++) sums[cell + c] += data[(y * width + x) * 4 + c];
          sums[cell + 3] += 1;
        }
      }
      return { width, height, across, mean: (/** @type {number} */ cell, /** @type {number} */ c) => sums[cell * 4 + c] / sums[cell * 4 + 3], cells: across * down };
    };
    const a = await means(one), b = await means(other);
    if (a.width !== b.width || a.height !== b.height) return `${b.width} × ${b.height} pixels instead of ${a.width} × ${a.height}`;
    let off = 0, first = -1;
    for (let cell = 0; cell < a.cells; cell++) {
      if ([0, 1, 2].every((c) => Math.abs(a.mean(cell, c) - b.mean(cell, c)) <= tolerance)) continue;
      off += 1;
      if (first < 0) first = cell;
    }
    if (off <= a.cells * share) return "";
    const place = `x ${(first % a.across) * square}, y ${Math.floor(first / a.across) * square}`;
    return `${off} of ${a.cells} squares are different, the first at ${place}`;
  }, /** @type {[string, string, number, number, number]} */ ([pictures[0], pictures[1], SQUARE, TOLERANCE, SHARE]));
}
