// A sample of the QR codes of what was chosen, where the browser can read codes by itself.
import { ending } from './kinds.js';

const SAMPLE = 5;
const READABLE = ['jpg', 'jpeg', 'png', 'webp', 'bmp'];
const LARGEST = 40 << 20;

export async function canRead() {
  try {
    return (await globalThis.BarcodeDetector.getSupportedFormats()).includes('qr_code');
  } catch {
    return false;
  }
}

// Some of them, from all over the list. `pictures`: [{path, size}].
export function sampleOf(pictures, most = SAMPLE) {
  const fit = pictures.filter((each) => READABLE.includes(ending(each.path)) && each.size > 0 && each.size <= LARGEST);
  if (fit.length <= most) return fit;
  return Array.from({ length: most }, (_, at) => fit[Math.floor((at * (fit.length - 1)) / (most - 1))]);
}

// [{path, codes: [text]}]; a picture that can't be read has none.
export async function codesOf(sample, open) {
  const detector = new globalThis.BarcodeDetector({ formats: ['qr_code'] });
  const found = [];
  for (const each of sample) {
    let codes = [];
    try {
      const bitmap = await createImageBitmap(await open(each));
      codes = (await detector.detect(bitmap)).map((code) => code.rawValue);
      bitmap.close();
    } catch {
      // The workers say what is wrong with a picture.
    }
    found.push({ path: each.path, codes });
  }
  return found;
}

// An entry of a ZIP by itself.
export async function entryBlob(file, entry) {
  const head = new DataView(await file.slice(entry.offset, entry.offset + 30).arrayBuffer());
  const from = entry.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = file.slice(from, from + entry.packed);
  if (entry.method === 0) return packed;
  return new Response(packed.stream().pipeThrough(new DecompressionStream('deflate-raw'))).blob();
}
