// The page's address says which image is open, which images the gallery shows and how, so that a link or a reload keeps it:
// "#/image/NAME?class=cat&state=done".

const keys = ['class', 'state', 'probability', 'pictures'];
const imagePath = /^#\/image\/([^?]+)/;

/** @returns the name of the open image or null, and the view of the gallery: a text for each key, empty by default */
export function read() {
  const [path, query] = location.hash.split('?', 2);
  const name = imagePath.exec(path)?.[1];
  const values = new URLSearchParams(query);
  return {
    name: name === undefined ? null : decodeURIComponent(name),
    view: Object.fromEntries(keys.map((key) => [key, values.get(key) ?? ''])),
  };
}

/** The address of an image in a view of the gallery, or of the gallery itself. */
export function format(name, view) {
  const values = Object.entries(view).filter(([, value]) => value !== '');
  const query = values.length === 0 ? '' : `?${new URLSearchParams(values)}`;
  if (name === null) {
    return query === '' ? location.pathname : `#/${query}`;
  }

  return `#/image/${encodeURIComponent(name)}${query}`;
}
