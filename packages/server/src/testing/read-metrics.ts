/** Value of a line of what `/metrics` says, labels in any order; NaN when there is none. */
export function measured(
  exposition: string,
  name: string,
  labels: Record<string, string> = {},
): number {
  const line = exposition.split('\n').find((candidate) => {
    const [head = ''] = candidate.split(' ')
    return (
      head.split('{')[0] === name &&
      Object.entries(labels).every(([label, value]) => head.includes(`${label}="${value}"`))
    )
  })
  return Number(line?.split(' ').at(-1) ?? Number.NaN)
}
