import { list } from './words.js';

// Shows the location of a prediction, as marks on the canvas and in words.

/**
 * Draws boxes around the regions, dashed around further ones, and a cross at the peak, in white with a black outline to be visible on
 * any colour.
 */
export function mark(context, { prediction, peak }, image) {
  const { canvas } = context;
  const [x, y] = [canvas.width / image.width, canvas.height / image.height];
  const thickness = Math.max(2, Math.max(canvas.width, canvas.height) / 300);
  const arm = thickness * 4;
  const [peakX, peakY] = [(peak.x + 0.5) * x, (peak.y + 0.5) * y];
  const solid = new Path2D();
  solid.moveTo(peakX - arm, peakY);
  solid.lineTo(peakX + arm, peakY);
  solid.moveTo(peakX, peakY - arm);
  solid.lineTo(peakX, peakY + arm);
  const dashed = new Path2D();
  const box = (path, region) => path.rect(
    region.x * x + thickness,
    region.y * y + thickness,
    region.width * x - 2 * thickness,
    region.height * y - 2 * thickness);
  if (prediction.region) {
    box(solid, prediction.region);
  }

  prediction.furtherRegions?.forEach((region) => box(dashed, region));
  for (const [color, width] of [['#000', thickness * 2], ['#fff', thickness]]) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.setLineDash([]);
    context.stroke(solid);
    context.setLineDash([arm, arm]);
    context.stroke(dashed);
  }
}

/** Describes in words what the canvas shows. */
export function describe(name, { prediction, rivals, peak }) {
  const { region, label } = prediction;
  if (rivals.length > 0) {
    return `${name}: what tells ${label} from ${list(rivals.map((rival) => rival.label))}, with its peak at ${peak.x}, ${peak.y}`;
  }

  const where = region
    ? `strongest in the box from ${region.x}, ${region.y}, ${region.width} wide and ${region.height} high`
    : 'nowhere in particular';
  return `${name}: where the network saw ${label}, ${where}, with its peak at ${peak.x}, ${peak.y}`;
}
