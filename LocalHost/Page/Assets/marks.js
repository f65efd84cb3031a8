import { list } from './words.js';

// Shows the location of a prediction, as marks on the canvas and in words.

/** Draws boxes around the regions and a cross at the peak, in white with a black outline to be visible on any colour. */
export function mark(context, { prediction, peak }, image) {
  const { canvas } = context;
  const [x, y] = [canvas.width / image.width, canvas.height / image.height];
  const thickness = Math.max(2, Math.max(canvas.width, canvas.height) / 300);
  const arm = thickness * 4;
  const [peakX, peakY] = [(peak.x + 0.5) * x, (peak.y + 0.5) * y];
  const main = new Path2D();
  main.moveTo(peakX - arm, peakY);
  main.lineTo(peakX + arm, peakY);
  main.moveTo(peakX, peakY - arm);
  main.lineTo(peakX, peakY + arm);
  const further = new Path2D();
  const add = (path, region) => path.rect(
    region.x * x + thickness,
    region.y * y + thickness,
    region.width * x - 2 * thickness,
    region.height * y - 2 * thickness);
  prediction.furtherRegions?.forEach((region) => add(further, region));
  if (prediction.region) {
    add(main, prediction.region);
  }

  for (const [path, width] of [[further, thickness / 2], [main, thickness]]) {
    for (const [color, line] of [['#000', width * 2], ['#fff', width]]) {
      context.strokeStyle = color;
      context.lineWidth = line;
      context.stroke(path);
    }
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
