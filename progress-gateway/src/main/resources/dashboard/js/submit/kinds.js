// What a file is, by its name. The endings and limits are those that the workers keep.

export const PICTURES = ['jpg', 'jpeg', 'png', 'webp', 'bmp', 'tif', 'tiff', 'pdf'];
const ARCHIVES = ['zip', 'jar', 'rar', '7z', 'tar', 'gz', 'tgz', 'bz2', 'xz', 'zst'];

export const LIMITS = {
  entries: 100_000,
  entryBytes: 2_000 * 1_048_576,
  totalBytes: 64 * 1_073_741_824,
  nameLength: 1024,
  ratio: 200,
  // Smaller files may be packed as tightly as they will go.
  ratioFrom: 1_048_576,
};

export function ending(path) {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

export function nameOf(path) {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function folderOf(path) {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export const isPicture = (path) => PICTURES.includes(ending(path));
export const isZip = (path) => ending(path) === 'zip';
export const isArchive = (path) => ARCHIVES.includes(ending(path));

// What systems leave beside files, and nobody meant to send.
export function isJunk(path) {
  const name = nameOf(path);
  return (
    path.split('/').includes('__MACOSX') ||
    name.startsWith('._') ||
    ['.DS_Store', 'Thumbs.db', 'desktop.ini'].includes(name)
  );
}

// Pictures in whose folder or above there is no template.json.
export function withoutTemplate(paths) {
  const folders = new Set(paths.filter((path) => nameOf(path) === 'template.json').map(folderOf));
  return paths.filter(isPicture).filter((path) => {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (folders.has(folder)) return false;
      if (folder === '') return true;
    }
  });
}
