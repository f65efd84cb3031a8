// Draws a class activation map in colours, by the same rules as the pipeline's overlay: bilinear between cell centres, constant
// beyond the outermost centres, normalised to the map's minimum and maximum, 256 colours.

/** For each position along one axis, the cells before and after it and the weight of the latter. */
function axis(length, cells, toCells) {
  const positions = [];
  for (let position = 0; position < length; position++) {
    const at = toCells(position + 0.5);
    const cell = Math.min(Math.max(at - 0.5, 0), cells - 1);
    const before = Math.floor(cell);
    positions.push({ isSeen: at >= 0 && at < cells, before, after: Math.min(before + 1, cells - 1), weight: cell - before });
  }

  return positions;
}

const between = (before, after, weight) => before + (after - before) * weight;

/**
 * Paints a map.
 * @param cam the map from the record: rows, columns and values, row by row
 * @param seen the part of the image that the map covers, in image pixels
 * @param image width and height of the image
 * @param table 256 colours, three bytes each
 * @param width width of the result in pixels
 * @param height height of the result in pixels
 * @returns ImageData, transparent where the network saw nothing
 */
export function paint(cam, seen, image, table, width, height) {
  const across = axis(width, cam.columns, (x) => ((x * image.width / width - seen.x) / seen.width) * cam.columns);
  const down = axis(height, cam.rows, (y) => ((y * image.height / height - seen.y) / seen.height) * cam.rows);
  const minimum = Math.min(...cam.values);
  const maximum = Math.max(...cam.values);
  const scale = maximum > minimum ? 255 / (maximum - minimum) : 0;
  const result = new ImageData(width, height);
  let index = 0;
  for (const row of down) {
    const [above, below] = [row.before * cam.columns, row.after * cam.columns];
    for (const column of across) {
      if (row.isSeen && column.isSeen) {
        const value = between(
          between(cam.values[above + column.before], cam.values[below + column.before], row.weight),
          between(cam.values[above + column.after], cam.values[below + column.after], row.weight),
          column.weight);
        const color = Math.round((value - minimum) * scale) * 3;
        result.data[index] = table[color];
        result.data[index + 1] = table[color + 1];
        result.data[index + 2] = table[color + 2];
        result.data[index + 3] = 255;
      }

      index += 4;
    }
  }

  return result;
}

/** Decodes 256 colours from hexadecimal digits. */
export const decodeTable = (digits) => Uint8Array.from(digits.match(/../g), (byte) => Number.parseInt(byte, 16));
