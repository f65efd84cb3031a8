import { colorMaps, photographAddress, showImage } from './api.js';
import { peak } from './activation.js';
import { chosen, offer, onChange } from './choices.js';
import { decodeTable, paint } from './heatmap.js';
import { describe, mark } from './marks.js';

// The view of one image: its photograph with the map that is chosen.

/** Maps are so smooth that one of this size looks the same enlarged to any photograph, and it is painted without a wait. */
const maximumMapSide = 640;

const element = (id) => document.getElementById(id);
const dialog = element('viewer');
const canvas = element('canvas');
const controls = element('controls');
const opacity = element('opacity');
const colors = element('colors');
const box = element('box');
const problem = element('problem');

let shown = null;

/** Opens an image by name. */
export async function open(name) {
  const opened = { name };
  shown = opened;
  clear(name);
  if (!dialog.open) {
    dialog.showModal();
  }

  try {
    const detail = await showImage(name);
    if (shown === opened) {
      await show(opened, detail);
    }
  } catch (fault) {
    if (shown === opened) {
      showProblem(fault.message);
    }
  }
}

export const close = () => dialog.close();

export const isOpen = (name) => dialog.open && shown?.name === name;

function clear(name) {
  element('viewer-title').textContent = name;
  element('copy').textContent = 'Copy';
  element('links').replaceChildren();
  for (const part of [problem, canvas, controls, element('record')]) {
    part.hidden = true;
  }
}

function showProblem(sentence) {
  problem.textContent = sentence;
  problem.hidden = false;
}

async function show(opened, detail) {
  link('Photograph', detail.links.image);
  link('Overlay', detail.links.overlay);
  link('Record', detail.links.record);
  if (detail.record) {
    element('json').textContent = JSON.stringify(detail.record, null, 2);
    element('record').hidden = false;
  }

  if (detail.image.state === 'refused') {
    showProblem(detail.image.error.message);
    return;
  }

  const [photograph, tables] = await Promise.all([load(photographAddress(detail.image)), colorMaps()]);
  if (shown !== opened) {
    return;
  }

  Object.assign(opened, { detail, photograph, tables, layer: null });
  [canvas.width, canvas.height] = [photograph.naturalWidth, photograph.naturalHeight];
  canvas.hidden = false;
  offer(detail.record);
  if (detail.record?.predictions) {
    colors.value = detail.record.overlay.colorMap;
    controls.hidden = false;
  }

  draw();
}

function link(text, address) {
  if (address) {
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.target = '_blank';
    anchor.rel = 'noreferrer';
    anchor.textContent = text;
    element('links').append(anchor);
  }
}

function load(address) {
  const picture = new Image();
  picture.src = address;
  return picture.decode().then(() => picture, () => { throw new Error('The photograph can\'t be loaded.'); });
}

function repaint() {
  if (shown?.layer) {
    shown.layer = null;
  }

  draw();
}

function draw() {
  if (!shown?.photograph) {
    return;
  }

  const context = canvas.getContext('2d');
  context.globalAlpha = 1;
  context.drawImage(shown.photograph, 0, 0);
  const choice = chosen();
  if (!choice) {
    canvas.setAttribute('aria-label', `Photograph ${shown.name}`);
    return;
  }

  const { record, window: seen } = shown.detail;
  const location = { ...choice, peak: peak(choice.map, record.model, seen, record.image) };
  canvas.setAttribute('aria-label', describe(shown.name, location));
  const place = placeOf(seen, record.image);
  shown.layer ??= layer(choice.map, record.model, place);
  context.globalAlpha = opacity.value / 100;
  context.drawImage(shown.layer, place.x, place.y, place.width, place.height);
  context.globalAlpha = 1;
  if (box.checked) {
    mark(context, location, record.image);
  }
}

/** The part of the image that the network saw, in pixels of the canvas. The rest keeps its colours. */
function placeOf(seen, image) {
  const [x, y] = [canvas.width / image.width, canvas.height / image.height];
  return { x: seen.x * x, y: seen.y * y, width: seen.width * x, height: seen.height * y };
}

function layer(map, model, place) {
  const scale = Math.min(1, maximumMapSide / Math.max(place.width, place.height));
  const [width, height] = [place.width, place.height].map((side) => Math.max(1, Math.round(side * scale)));
  const surface = new OffscreenCanvas(width, height);
  surface.getContext('2d').putImageData(paint(map, model, decodeTable(shown.tables[colors.value]), width, height), 0, 0);
  return surface;
}

async function copy() {
  const copied = shown;
  const outcome = await navigator.clipboard.writeText(element('json').textContent).then(() => 'Copied', () => 'Not allowed');
  if (shown === copied) {
    element('copy').textContent = outcome;
  }
}

onChange(repaint);
colors.addEventListener('change', repaint);
opacity.addEventListener('input', draw);
box.addEventListener('change', draw);
element('close').addEventListener('click', close);
element('copy').addEventListener('click', copy);
dialog.addEventListener('close', () => { shown = null; });
