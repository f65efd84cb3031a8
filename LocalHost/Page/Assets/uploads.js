import { upload } from './api.js';
import { imageCount } from './words.js';

// Uploads picked or dropped files one after the other, without replacing existing images.

const status = document.getElementById('status');
const picker = document.getElementById('files');
const drop = document.getElementById('drop');

/** All files of the current batch; files can be added during the upload. Empty when idle. */
const queue = [];
let position = 0;

/** cat.jpg, cat (2).jpg, cat (3).jpg ... */
function numbered(name, number) {
  if (number === 1) {
    return name;
  }

  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)} (${number})${name.slice(dot)}` : `${name} (${number})`;
}

async function uploadUnderFreeName(file) {
  let number = 1;
  while (!await upload(numbered(file.name, number), file)) {
    number++;
  }
}

async function add(files) {
  const isUploading = queue.length > 0;
  queue.push(...files);
  if (isUploading) {
    showProgress();
    return;
  }

  const failures = [];
  // The iterator includes files that are added during the loop.
  for (const [index, file] of queue.entries()) {
    position = index;
    showProgress();
    try {
      await uploadUnderFreeName(file);
    } catch (fault) {
      failures.push(`${file.name}: ${fault.message}`);
    }
  }

  status.textContent = report(queue, failures);
  queue.length = 0;
}

function showProgress() {
  status.textContent = `Uploading ${position + 1} of ${queue.length}: ${queue[position].name}`;
}

function report(files, failures) {
  const uploaded = files.length - failures.length;
  if (uploaded === 0) {
    return failures.join(' ');
  }

  return failures.length === 0
    ? `Uploaded ${files.length === 1 ? files[0].name : imageCount(files.length)}.`
    : `Uploaded ${uploaded} of ${imageCount(files.length)}. ${failures.join(' ')}`;
}

picker.addEventListener('change', () => {
  const files = [...picker.files];
  picker.value = '';
  add(files);
});

const hasFiles = (event) => event.dataTransfer?.types.includes('Files');

document.addEventListener('dragover', (event) => {
  if (hasFiles(event)) {
    event.preventDefault();
    drop.hidden = false;
  }
});
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) {
    drop.hidden = true;
  }
});
document.addEventListener('drop', (event) => {
  if (hasFiles(event)) {
    event.preventDefault();
    drop.hidden = true;
    add(event.dataTransfer.files);
  }
});
