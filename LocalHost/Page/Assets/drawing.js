import { peak } from './activation.js';
import { decodeTable, paint } from './heatmap.js';
import { describe, mark } from './marks.js';

// Draws a photograph and a map over it.

/** Maps are so smooth that one of this size looks the same enlarged to any photograph, and it is painted without a wait. */
const maximumMapSide = 640;

/**
 * Paints a map as a layer over the photograph.
 * @param digits the colours (api.js)
 * @param range the values of the first and the last colour
 */
export function makeLayer({ detail }, { map }, digits, range) {
  const { record, window: seen } = detail;
  const scale = Math.min(1, maximumMapSide / Math.max(seen.width, seen.height));
  const [width, height] = [seen.width, seen.height].map((side) => Math.max(1, Math.round(side * scale)));
  const layer = new OffscreenCanvas(width, height);
  layer.getContext('2d').putImageData(paint(map, record.model, decodeTable(digits), range, width, height), 0, 0);
  return layer;
}

export function drawPhotograph(canvas, { name, photograph }) {
  canvas.getContext('2d').drawImage(photograph, 0, 0, canvas.width, canvas.height);
  canvas.setAttribute('aria-label', `Photograph ${name}`);
}

/** The part of the image that the network did not see keeps its colours. */
export function drawMap(canvas, { name, detail }, choice, layer, { opacity, hasMarks }) {
  const { record: { image, model }, window: seen } = detail;
  const [x, y] = [canvas.width / image.width, canvas.height / image.height];
  const location = { ...choice, peak: peak(choice.map, model, seen, image) };
  const context = canvas.getContext('2d');
  context.globalAlpha = opacity;
  context.drawImage(layer, seen.x * x, seen.y * y, seen.width * x, seen.height * y);
  context.globalAlpha = 1;
  if (hasMarks) {
    mark(context, location, image);
  }

  canvas.setAttribute('aria-label', describe(name, location));
}
