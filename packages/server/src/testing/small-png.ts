/** A picture of 2 by 2 pixels, as base64. */
export const SMALL_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR42mN4EKUNRAwQCgAp7gWV+RJsigAAAABJRU5ErkJggg=='
