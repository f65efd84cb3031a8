import { recordAddress } from './api.js';
import { chosen, onChange } from './choices.js';
import { npy } from './npy.js';

// Downloads of what is shown: the overlay as drawn, the record, and the chosen map as an array.

const element = (id) => document.getElementById(id);
const downloads = element('downloads');
const canvas = element('canvas');
const picture = element('download-picture');
const record = element('download-record');
const map = element('download-map');

let name = null;

/** Offers the files of an image that has a map. */
export function offer(image) {
  ({ name } = image);
  record.href = recordAddress(name);
  record.download = `${base()}.json`;
  picture.textContent = `Overlay (JPEG, ${canvas.width} × ${canvas.height})`;
  describeMap();
  downloads.hidden = false;
}

export function clear() {
  name = null;
  downloads.hidden = true;
}

function describeMap() {
  if (name !== null) {
    const { rows, columns } = chosen().map;
    map.textContent = `Map (NumPy, ${rows} × ${columns})`;
  }
}

/** The name without its folders. */
const base = () => name.slice(name.lastIndexOf('/') + 1);

/** Says which class and which map a file is of: cat.png-tiger-cat-contrast.npy. */
function fileName(extension) {
  const { prediction, rivals } = chosen();
  const label = prediction.label.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return `${base()}-${label}-${rivals.length > 0 ? 'contrast' : 'cam'}.${extension}`;
}

function save(content, file) {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(content);
  anchor.download = file;
  anchor.click();
  URL.revokeObjectURL(anchor.href);
}

onChange(describeMap);
picture.addEventListener('click', () => {
  const file = fileName('jpg');
  canvas.toBlob((content) => save(content, file), 'image/jpeg', 0.92);
});
map.addEventListener('click', () => save(new Blob([npy(chosen().map)]), fileName('npy')));
