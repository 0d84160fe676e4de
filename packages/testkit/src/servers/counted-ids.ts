/** Ids of a scripted server: they look like those of a real one, and are the same in every run. */
export function createCountedIds(): () => string {
  let count = 0
  return () => {
    count++
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
  }
}
