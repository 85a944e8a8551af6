/** Finds an element of the page by itself or by its id; a missing one is an error that names the option. */
export function elementOf<T extends HTMLElement>(option: string, tag: string | T | undefined): T | undefined {
  if (typeof tag !== 'string') {
    return tag;
  }
  const found = document.getElementById(tag);
  if (found === null) {
    throw new RangeError(`Option '${option}' is '${tag}', but the page has no element with this id.`);
  }
  return found as T;
}
