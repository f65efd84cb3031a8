import { cellGrid, interpolation } from './activation.js';

// Draws an activation map in colours, by the same rules as the pipeline's overlay (Shared/Rendering/HeatMap.cs): bilinear between
// cell centres, constant beyond the outermost, 256 colours from a minimum to a maximum, those of the map in the overlay.

/**
 * Paints a map over the part of the image that the network saw, at any scale.
 * @param map rows, columns and values, row by row
 * @param model the model from the record: the size of the network's input and where the cells are in it
 * @param table 256 colours
 * @param range the values of the first and the last colour
 * @param width width of the result in pixels
 * @param height height of the result in pixels
 * @returns ImageData
 */
export function paint(map, model, table, { minimum, maximum }, width, height) {
  const { rows, columns, values } = map;
  const grid = cellGrid(map, model);
  // From pixels of the result to network pixels to cells.
  const across = interpolation(columns, width, (x) => (x / width * model.inputWidth - grid.centreX) / grid.strideX);
  const down = interpolation(rows, height, (y) => (y / height * model.inputHeight - grid.centreY) / grid.strideY);
  const scale = maximum > minimum ? 255 / (maximum - minimum) : 0;
  const result = new ImageData(width, height);
  const pixels = new Uint32Array(result.data.buffer);
  // The cells at the height of one row of pixels, in colours.
  const line = new Float32Array(columns);
  for (let y = 0, index = 0; y < height; y++) {
    const [above, below] = [down.before[y] * columns, down.after[y] * columns];
    for (let column = 0; column < columns; column++) {
      line[column] = (between(values[above + column], values[below + column], down.weight[y]) - minimum) * scale;
    }

    for (let x = 0; x < width; x++, index++) {
      pixels[index] = table[Math.trunc(between(line[across.before[x]], line[across.after[x]], across.weight[x]) + 0.5)];
    }
  }

  return result;
}

const between = (before, after, weight) => before + (after - before) * weight;

/** Decodes 256 colours from hexadecimal digits, to pixels as ImageData has them. */
export function decodeTable(digits) {
  const bytes = digits.match(/.{6}/g).flatMap((color) => [...color.match(/../g).map((byte) => Number.parseInt(byte, 16)), 255]);
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}
