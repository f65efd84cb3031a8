import { rangeOf } from './activation.js';
import { all, chosen, onChange } from './choices.js';
import * as colorbar from './colorbar.js';
import { drawMap, drawPhotograph, makeLayer } from './drawing.js';
import { meaning, meaningOfAll, percent } from './words.js';

// What is drawn of the open image: the map of the chosen class, or those of all classes side by side.

/** Of the pictures side by side, in pixels. */
const maximumFigureSide = 640;

const element = (id) => document.getElementById(id);
const single = element('single');
const canvas = element('canvas');
const comparison = element('comparison');
const template = element('figure');
const opacity = element('opacity');
const colors = element('colors');
const box = element('box');
const compare = element('compare');
const shared = element('shared');
const bar = colorbar.make();
bar.id = 'scale';
canvas.after(bar);

/** Its name, detail, photograph and colour tables; null while nothing is shown. */
let picture = null;

/** Each has a canvas, a choice and the layer that is painted for it. */
let panels = [];

export function show(shown) {
  picture = shown;
  [canvas.width, canvas.height] = [picture.photograph.naturalWidth, picture.photograph.naturalHeight];
  canvas.hidden = false;
  repaint();
}

export function clear() {
  picture = null;
  panels = [];
  for (const part of [canvas, bar, element('meaning')]) {
    part.hidden = true;
  }

  comparison.replaceChildren();
}

/** Paints all maps again, because other ones or other colours were chosen. */
function repaint() {
  if (!picture) {
    return;
  }

  const choice = chosen();
  const isComparing = compare.checked && choice !== null;
  single.hidden = isComparing;
  comparison.hidden = !isComparing;
  shared.disabled = !isComparing;
  bar.hidden = choice === null;
  element('meaning').hidden = choice === null;
  if (choice) {
    element('meaning').textContent = isComparing ? meaningOfAll : meaning(choice);
    panels = [panel(choice, canvas, bar, rangeOf([choice.map])), ...isComparing ? figures() : []];
  }

  draw();
}

function figures() {
  const choices = all();
  const common = shared.checked ? rangeOf(choices.map(({ map }) => map)) : null;
  const made = choices.map((choice) => {
    const figure = template.content.cloneNode(true).firstElementChild;
    const surface = figure.querySelector('canvas');
    const scale = Math.min(1, maximumFigureSide / Math.max(canvas.width, canvas.height));
    [surface.width, surface.height] = [canvas.width, canvas.height].map((side) => Math.max(1, Math.round(side * scale)));
    figure.querySelector('.label').textContent = choice.prediction.label;
    figure.querySelector('.probability').textContent = percent(choice.prediction.probability);
    const scaleBar = colorbar.make();
    figure.append(scaleBar);
    return { figure, panel: panel(choice, surface, scaleBar, common ?? rangeOf([choice.map])) };
  });
  comparison.replaceChildren(...made.map(({ figure }) => figure));
  return made.map((one) => one.panel);
}

function panel(choice, surface, scaleBar, range) {
  const digits = picture.tables[colors.value];
  colorbar.fill(scaleBar, digits, range);
  return { choice, surface, layer: makeLayer(picture, choice, digits, range) };
}

function draw() {
  if (!picture) {
    return;
  }

  drawPhotograph(canvas, picture);
  for (const { choice, surface, layer } of panels) {
    drawPhotograph(surface, picture);
    drawMap(surface, picture, choice, layer, { opacity: opacity.value / 100, hasMarks: box.checked });
  }
}

onChange(repaint);
for (const choice of [colors, compare, shared]) {
  choice.addEventListener('change', repaint);
}

opacity.addEventListener('input', draw);
box.addEventListener('change', draw);
