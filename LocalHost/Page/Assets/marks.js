// Shows the location of a prediction, as marks on the canvas and in words.

/** Draws a box around the region and a cross at the peak, in white with a black outline to be visible on any colour. */
export function mark(context, prediction, image) {
  const { canvas } = context;
  const [x, y] = [canvas.width / image.width, canvas.height / image.height];
  const thickness = Math.max(2, Math.max(canvas.width, canvas.height) / 300);
  const arm = thickness * 4;
  const [peakX, peakY] = [(prediction.peak.x + 0.5) * x, (prediction.peak.y + 0.5) * y];
  const path = new Path2D();
  path.moveTo(peakX - arm, peakY);
  path.lineTo(peakX + arm, peakY);
  path.moveTo(peakX, peakY - arm);
  path.lineTo(peakX, peakY + arm);
  if (prediction.region) {
    const { region } = prediction;
    const inset = thickness;
    path.rect(region.x * x + inset, region.y * y + inset, region.width * x - 2 * inset, region.height * y - 2 * inset);
  }

  for (const [color, width] of [['#000', thickness * 2], ['#fff', thickness]]) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke(path);
  }
}

/** Describes the location in words. */
export function describe(name, prediction) {
  if (!prediction) {
    return `Photograph ${name}`;
  }

  const { region } = prediction;
  const where = region
    ? `strongest in the box from ${region.x}, ${region.y}, ${region.width} wide and ${region.height} high`
    : 'nowhere in particular';
  return `${name}: where the network saw ${prediction.label}, ${where}, with its peak at ${prediction.peak.x}, ${prediction.peak.y}`;
}
