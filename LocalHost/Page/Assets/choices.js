import { contrast } from './activation.js';
import { bestOthers, percent } from './words.js';

// The choice of what is drawn: the map of which class, and which of its maps.

const element = (id) => document.getElementById(id);
const classes = element('classes');
const maps = element('maps');
const rival = element('rival');

/** The value of the option for the rivals that the record names. */
const namedRivals = 'best';

let predictions = [];

/** Offers the classes and maps of a record. Records of old versions have no rivals, and a single class has none. */
export function offer(record) {
  predictions = record?.predictions ?? [];
  listClasses();
  maps.hidden = predictions.every((prediction) => !prediction.contrast);
  const initial = maps.hidden ? 'cam' : record.overlay.map ?? 'cam';
  maps.querySelector(`input[value="${initial}"]`).checked = true;
  rival.replaceChildren();
  listRivals();
}

/** @returns the prediction, its rivals if the map is a contrast, and the map; null if nothing can be chosen */
export function chosen() {
  const prediction = selected();
  return prediction ? choiceOf(prediction) : null;
}

/** The same for every class. What cannot be told from the chosen rival, because it is the rival, is told from the best others. */
export const all = () => predictions.map(choiceOf);

function choiceOf(prediction) {
  if (!isContrast() || !prediction.contrast) {
    return { prediction, rivals: [], map: prediction.cam };
  }

  const { against, weight } = prediction.contrast;
  const only = predictions[rival.value];
  const rivals = only && only !== prediction ? [only] : predictions.filter((other) => against.includes(other.index));
  return { prediction, rivals, map: contrast(prediction.cam, rivals.map((other) => other.cam), weight) };
}

export function onChange(listener) {
  for (const choice of [classes, maps]) {
    choice.addEventListener('change', () => {
      listRivals();
      listener();
    });
  }
}

const selected = () => predictions[classes.querySelector('input:checked')?.value];

const isContrast = () => maps.querySelector('input:checked').value === 'contrast';

function listClasses() {
  const options = predictions.map((prediction, position) => {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    radio.type = 'radio';
    radio.name = 'class';
    radio.value = position;
    radio.checked = position === 0;
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

/** Lists what the chosen class can be told from. The choice stays if it still makes sense. */
function listRivals() {
  const prediction = selected();
  rival.disabled = !isContrast();
  if (prediction?.contrast) {
    const others = [...predictions.entries()].filter(([, other]) => other !== prediction);
    const options = [
      new Option(bestOthers(prediction.contrast.against.length), namedRivals),
      ...others.map(([position, other]) => new Option(other.label, position)),
    ];
    const previous = options.find((option) => option.value === rival.value);
    rival.replaceChildren(...options);
    (previous ?? options[0]).selected = true;
  }
}
