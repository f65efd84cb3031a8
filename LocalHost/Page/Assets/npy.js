// Maps as NumPy arrays of two dimensions, float32, byte for byte as the pipeline writes them (Shared/Arrays/NpyArray.cs).

const magic = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0];
const headerLength = 128;

export function npy({ rows, columns, values }) {
  const file = new Uint8Array(headerLength + 4 * values.length);
  const data = new DataView(file.buffer);
  const start = magic.length + 2;
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  file.set(magic);
  data.setUint16(magic.length, headerLength - start, true);
  file.set(new TextEncoder().encode(`${text.padEnd(headerLength - start - 1)}\n`), start);
  values.forEach((value, index) => data.setFloat32(headerLength + 4 * index, value, true));
  return file;
}
