// The client of the HTTP interface. An image's name is encoded as one path segment, whatever it contains.

const address = (kind, name) => `/api/${kind}/${encodeURIComponent(name)}`;

async function read(response) {
  if (response.ok) {
    return response.json();
  }

  const body = await response.json().catch(() => null);
  throw new Error(body?.detail ?? `The server answered ${response.status}.`);
}

async function request(path, options) {
  try {
    return await fetch(path, options);
  } catch (fault) {
    throw new Error('The program does not answer. Is it still running?', { cause: fault });
  }
}

const get = async (path) => read(await request(path));

/**
 * A page of images, newest first.
 * @param filter parameters of the list: class, state, probability
 * @param after the value of next in the previous page; null for the first page
 */
export function listImages(filter, after) {
  const query = new URLSearchParams({ ...filter, ...after !== null && { after } }).toString();
  return get(`/api/images${query && `?${query}`}`);
}

export const showImage = (name) => get(address('images', name));

let tables = null;

/** The colours of each colour map. They never change, so they are fetched once and kept. */
export function colorMaps() {
  tables ??= get('/api/color-maps').catch((fault) => {
    tables = null;
    throw fault;
  });
  return tables;
}

export const thumbnailAddress = (image) => `${address('thumbnails', image.name)}?v=${encodeURIComponent(image.version)}`;

export const photographAddress = (image) => `${address('photographs', image.name)}?v=${encodeURIComponent(image.version)}`;

export const overlayAddress = (image) => `${address('overlays', image.name)}?v=${encodeURIComponent(image.overlay)}`;

/** The image as it is stored, which browsers save and don't show. */
export const originalAddress = (name) => address('originals', name);

export const recordAddress = (name) => address('records', name);

/** Uploads a file under a name. Returns false if an image of that name exists already. */
export async function upload(name, file) {
  const response = await request(address('images', name), {
    method: 'PUT',
    headers: { 'If-None-Match': '*', 'Content-Type': file.type || 'application/octet-stream' },
    body: file,
  });
  if (response.status === 409) {
    return false;
  }

  if (!response.ok) {
    await read(response);
  }

  return true;
}

/** Reports each change with the number of images. onReady is called when changes may have been missed. */
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
