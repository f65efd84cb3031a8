import { upload } from './api.js';

// Files that are picked or dropped go up one after the other. None replaces an image that is there.

const status = document.getElementById('status');
const picker = document.getElementById('files');
const drop = document.getElementById('drop');

/** cat.jpg, cat (2).jpg, cat (3).jpg ... */
function numbered(name, number) {
  if (number === 1) {
    return name;
  }

  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)} (${number})${name.slice(dot)}` : `${name} (${number})`;
}

async function uploadUnderFreeName(file) {
  for (let number = 1; ; number++) {
    const name = numbered(file.name, number);
    if (await upload(name, file)) {
      return name;
    }
  }
}

async function uploadAll(files) {
  const failures = [];
  for (const [index, file] of files.entries()) {
    status.textContent = `Uploading ${index + 1} of ${files.length}: ${file.name}`;
    try {
      await uploadUnderFreeName(file);
    } catch (fault) {
      failures.push(`${file.name}: ${fault.message}`);
    }
  }

  status.textContent = failures.length > 0 ? failures.join(' ') : `Uploaded ${files.length === 1 ? files[0].name : `${files.length} images`}.`;
}

picker.addEventListener('change', async () => {
  await uploadAll([...picker.files]);
  picker.value = '';
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
    uploadAll([...event.dataTransfer.files]);
  }
});
