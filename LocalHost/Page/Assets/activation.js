// Activation maps, by the same rules as the pipeline: each function says which file of Shared/Activation it follows.

/** Where the cells are in the network's input, in network pixels. Unless that was measured, they fill it evenly (CellGrid.cs). */
export function cellGrid(map, model) {
  const { stride, centre } = model.grid ?? {};
  if (centre) {
    return { strideX: stride, strideY: stride, centreX: centre.x, centreY: centre.y };
  }

  const [strideX, strideY] = [model.inputWidth / map.columns, model.inputHeight / map.rows];
  return { strideX, strideY, centreX: strideX / 2, centreY: strideY / 2 };
}

/**
 * For each position along one axis, the cells before and after it and the weight of the latter (Interpolation.cs).
 * @param cells number of cells
 * @param length number of positions
 * @param toCells converts a position's centre to cells, where cell i is centred at i
 */
export function interpolation(cells, length, toCells) {
  const [before, after, weight] = [new Int32Array(length), new Int32Array(length), new Float32Array(length)];
  for (let position = 0; position < length; position++) {
    const cell = Math.min(Math.max(toCells(position + 0.5), 0), cells - 1);
    before[position] = Math.floor(cell);
    after[position] = Math.min(before[position] + 1, cells - 1);
    weight[position] = cell - before[position];
  }

  return { before, after, weight };
}

/** What tells a class from its rivals: its map less a share of the mean of theirs (Contrast.cs). */
export function contrast(map, rivals, weight) {
  const values = map.values.map((value, cell) =>
    rivals.reduce((rest, rival) => rest - weight / rivals.length * rival.values[cell], value));
  return { ...map, values };
}

/** The pixel of the image at the centre of the strongest cell (Localizer.cs). */
export function peak(map, model, seen, image) {
  const grid = cellGrid(map, model);
  const strongest = map.values.indexOf(Math.max(...map.values));
  const [column, row] = [strongest % map.columns, Math.floor(strongest / map.columns)];
  const x = seen.x + (grid.centreX + column * grid.strideX) * seen.width / model.inputWidth;
  const y = seen.y + (grid.centreY + row * grid.strideY) * seen.height / model.inputHeight;
  return { x: Math.min(Math.max(Math.floor(x), 0), image.width - 1), y: Math.min(Math.max(Math.floor(y), 0), image.height - 1) };
}

/** The smallest and the largest value of some maps. */
export function rangeOf(maps) {
  const values = maps.flatMap((map) => map.values);
  return { minimum: Math.min(...values), maximum: Math.max(...values) };
}
