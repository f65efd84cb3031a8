// The form above the gallery: which images it shows, and whether as photographs or overlays.

const form = document.getElementById('filter');
const { class: part, state, probability, pictures } = form.elements;
const gallery = document.getElementById('gallery');

/** The view that the form describes, as the address has it (address.js). The probability is in percent. */
export const view = () => ({
  class: part.value.trim(),
  state: state.value,
  probability: probability.validity.valid ? probability.value : '',
  pictures: pictures.checked ? 'overlays' : '',
});

/** Fills the form. Values that it does not offer are left out. */
export function setView(values) {
  part.value = values.class;
  state.value = values.state;
  if (state.selectedIndex < 0) {
    state.value = '';
  }

  probability.value = values.probability;
  pictures.checked = values.pictures === 'overlays';
  showPictures();
}

/** Whether some images may be left out. */
export const isActive = () => Object.keys(query()).length > 0;

/** The filter as parameters of the list of images. */
export function query() {
  const { class: name, state: wanted, probability: percent } = view();
  return {
    ...name && { class: name },
    ...wanted && { state: wanted },
    ...percent && { probability: percent / 100 },
  };
}

/** Whether an image belongs into the gallery, by the same rules as the list of images (ImageFilter.cs). */
export function includes(image) {
  const { class: name, state: wanted, probability: minimum } = query();
  return (wanted === undefined || image.state === wanted)
    && (name === undefined || (image.label ?? '').toLowerCase().includes(name.toLowerCase()))
    && (minimum === undefined || (image.probability !== null && image.probability >= minimum));
}

export function clear() {
  setView({ ...view(), class: '', state: '', probability: '' });
}

export function onChange(listener) {
  form.addEventListener('input', () => {
    showPictures();
    listener();
  });
}

function showPictures() {
  gallery.dataset.pictures = pictures.checked ? 'overlays' : 'photographs';
}

form.addEventListener('submit', (event) => event.preventDefault());
