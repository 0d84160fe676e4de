/** Whether the browser has failed in the way that has this name. */
export function isDomException(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name
}
