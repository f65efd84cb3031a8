import { colorMaps, originalAddress, photographAddress, showImage } from './api.js';
import { offer } from './choices.js';
import * as downloads from './downloads.js';
import * as stage from './stage.js';

// The view of one image: its photograph with maps, and its record.

const element = (id) => document.getElementById(id);
const dialog = element('viewer');
const controls = element('controls');
const colors = element('colors');
const problem = element('problem');

let shown = null;

/** Opens an image by name. The focus stays where it is, or returns there as soon as what had it is shown again. */
export async function open(name) {
  const opened = { name };
  const focused = document.activeElement;
  shown = opened;
  clear(name);
  if (!dialog.open) {
    dialog.showModal();
  } else if (!focused.checkVisibility()) {
    element('close').focus();
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

  if (shown === opened && document.activeElement === element('close') && dialog.contains(focused)) {
    focused.focus();
  }
}

export const close = () => dialog.close();

export const isOpen = (name) => dialog.open && shown?.name === name;

function clear(name) {
  element('viewer-title').textContent = name;
  element('copy').textContent = 'Copy';
  element('links').replaceChildren();
  stage.clear();
  downloads.clear();
  for (const part of [problem, controls, element('record')]) {
    part.hidden = true;
  }
}

function showProblem(sentence) {
  problem.textContent = sentence;
  problem.hidden = false;
}

async function show(opened, detail) {
  // Not to storage: the emulator would show whatever the image is, with its own address as the origin of scripts.
  link('Photograph as it is stored', originalAddress(opened.name));
  element('links').append('In storage:');
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

  offer(detail.record);
  const hasMaps = Boolean(detail.record?.predictions);
  if (hasMaps) {
    colors.value = detail.record.overlay.colorMap;
    controls.hidden = false;
  }

  stage.show({ name: opened.name, detail, photograph, tables });
  if (hasMaps) {
    downloads.offer(opened);
  }
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

async function copy() {
  const copied = shown;
  const outcome = await navigator.clipboard.writeText(element('json').textContent).then(() => 'Copied', () => 'Not allowed');
  if (shown === copied) {
    element('copy').textContent = outcome;
  }
}

element('close').addEventListener('click', close);
element('copy').addEventListener('click', copy);
dialog.addEventListener('close', () => { shown = null; });
