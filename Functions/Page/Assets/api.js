// The server's interface. A name is one segment of a path, whatever it contains.

const address = (kind, name) => `/api/${kind}/${encodeURIComponent(name)}`;

async function json(response) {
  if (response.ok) {
    return response.json();
  }

  const body = await response.json().catch(() => null);
  throw new Error(body?.error ?? `The server answered ${response.status}.`);
}

export const listImages = (after) =>
  fetch(`/api/images${after === null ? '' : `?after=${encodeURIComponent(after)}`}`).then(json);

export const showImage = (name) => fetch(address('images', name)).then(json);

export const colorMaps = () => fetch('/api/color-maps').then(json);

export const thumbnailAddress = (image) => `${address('thumbnails', image.name)}?v=${encodeURIComponent(image.version)}`;

export const photographAddress = (image) => `${address('photographs', image.name)}?v=${encodeURIComponent(image.version)}`;

/** Uploads a file under a name; false where there is an image of that name already. */
export async function upload(name, file) {
  const response = await fetch(address('images', name), {
    method: 'PUT',
    headers: { 'If-None-Match': '*', 'Content-Type': file.type || 'application/octet-stream' },
    body: file,
  });
  if (response.status === 409) {
    return false;
  }

  if (!response.ok) {
    await json(response);
  }

  return true;
}

/** Calls back for each change, with the image or its name and the number of images, and when changes may have been missed. */
export function listen({ onReady, onImage, onRemoved }) {
  const events = new EventSource('/api/events');
  events.addEventListener('ready', onReady);
  events.addEventListener('image', (event) => {
    const { image, total } = JSON.parse(event.data);
    onImage(image, total);
  });
  events.addEventListener('removed', (event) => {
    const { name, total } = JSON.parse(event.data);
    onRemoved(name, total);
  });
}
