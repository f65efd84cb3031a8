import { colorMaps, photographAddress, showImage } from './api.js';
import { decodeTable, paint } from './heatmap.js';
import { describe, mark } from './marks.js';
import { percent } from './words.js';

// The view of one image: its photograph with the map of the selected class.

const element = (id) => document.getElementById(id);
const dialog = element('viewer');
const canvas = element('canvas');
const controls = element('controls');
const classes = element('classes');
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
  if (detail.record?.predictions) {
    colors.value = detail.record.overlay.colorMap;
    listClasses(detail.record.predictions);
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

function listClasses(predictions) {
  const options = predictions.map((prediction, index) => {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    radio.type = 'radio';
    radio.name = 'class';
    radio.value = index;
    radio.checked = index === 0;
    const name = document.createElement('span');
    name.textContent = prediction.label;
    const probability = document.createElement('span');
    probability.className = 'probability';
    probability.textContent = percent(prediction.probability);
    label.append(radio, name, probability);
    return label;
  });
  classes.replaceChildren(classes.firstElementChild, ...options);
}

/** The selected prediction, if there is one. */
function selected() {
  const index = classes.querySelector('input:checked')?.value;
  return index === undefined ? undefined : shown.detail.record?.predictions?.[index];
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
  const prediction = selected();
  canvas.setAttribute('aria-label', describe(shown.name, prediction));
  if (!prediction) {
    return;
  }

  shown.layer ??= layer(prediction);
  context.globalAlpha = opacity.value / 100;
  context.drawImage(shown.layer, 0, 0);
  context.globalAlpha = 1;
  if (box.checked) {
    mark(context, prediction, shown.detail.record.image);
  }
}

async function copy() {
  const copied = shown;
  const outcome = await navigator.clipboard.writeText(element('json').textContent).then(() => 'Copied', () => 'Not allowed');
  if (shown === copied) {
    element('copy').textContent = outcome;
  }
}

function layer(prediction) {
  const surface = new OffscreenCanvas(canvas.width, canvas.height);
  const table = decodeTable(shown.tables[colors.value]);
  const { record, window } = shown.detail;
  surface.getContext('2d').putImageData(paint(prediction.cam, window, record.image, table, canvas.width, canvas.height), 0, 0);
  return surface;
}

classes.addEventListener('change', repaint);
colors.addEventListener('change', repaint);
opacity.addEventListener('input', draw);
box.addEventListener('change', draw);
element('close').addEventListener('click', close);
element('copy').addEventListener('click', copy);
dialog.addEventListener('close', () => { shown = null; });
