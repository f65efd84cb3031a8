// Draws what speaks for a class over its image: the darker a cell, the more does it add to the class's score.

/** The rectangles of the cells in pixels of the image, with their values. */
export function cellsOf(record, prediction) {
  const { image, model } = record;
  if (model.geometry === 'crop') {
    throw new Error('The network saw only the middle of this image, which this sample does not draw.');
  }

  const { rows, columns, values } = prediction.cam;
  const { stride, centre } = model.grid ?? {};
  const [across, down] = centre ? [stride, stride] : [model.inputWidth / columns, model.inputHeight / rows];
  const first = centre ?? { x: across / 2, y: down / 2 };
  const [scaleX, scaleY] = [image.width / model.inputWidth, image.height / model.inputHeight];
  return values.map((value, cell) => ({
    value,
    x: (first.x + (cell % columns - 0.5) * across) * scaleX,
    y: (first.y + (Math.floor(cell / columns) - 0.5) * down) * scaleY,
    width: across * scaleX,
    height: down * scaleY,
  }));
}

/** @param picture an <img> or ImageBitmap, upright as browsers show it */
export function drawGrid(canvas, picture, record, prediction) {
  [canvas.width, canvas.height] = [record.image.width, record.image.height];
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const cells = cellsOf(record, prediction);
  const highest = Math.max(...cells.map((cell) => cell.value));
  for (const { value, x, y, width, height } of cells.filter((cell) => cell.value > 0)) {
    context.fillStyle = `rgb(255 0 0 / ${0.7 * value / highest})`;
    context.fillRect(x, y, width, height);
  }
}
