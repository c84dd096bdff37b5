/** Where the address points: a project and a path within it, both maybe empty. */
export interface Place {
  project: string;
  path: string;
}

export function placeAt(pathname: string): Place {
  const [, , project = '', ...path] = pathname.split('/');
  return { project: decoded(project), path: path.map(decoded).filter(Boolean).join('/') };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The line that an address points to, as in `#L12`. */
export function lineAt(hash: string): number | undefined {
  const [, line] = /^#L(\d+)$/.exec(hash) ?? [];
  return line === undefined ? undefined : Number(line);
}

export function addressOf(project: string, path = ''): string {
  const tail = path ? `/${path.split('/').map(encodeURIComponent).join('/')}` : '';
  return `/files/${project}${tail}`;
}

export function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

export function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}

export function joined(folder: string, name: string): string {
  return folder ? `${folder}/${name}` : name;
}

/** Every folder above a path, outermost first, without the root. */
export function ancestorsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, place) => parts.slice(0, place + 1).join('/'));
}

export { previewOf } from '../../kit/preview/kinds';
