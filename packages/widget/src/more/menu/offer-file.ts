/** Lets the browser save a text as a file. It never leaves the device. */
export function offerFile(file: {
  readonly name: string
  readonly type: string
  readonly text: string
}): void {
  const address = URL.createObjectURL(new Blob([file.text], { type: file.type }))
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // The download has begun by then in every engine; at once would be too early for some.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
