/** A picture as it is kept: small, square, and without anything else that its file may tell, such as a place. */

/** Twice as wide as the largest face that stands beside words. */
const SIDE_PIXELS = 96

const QUALITY = 0.9

/**
 * Cuts the middle out of a picture, at the size at which it is shown.
 *
 * @returns a JPEG as base64, a few thousand characters; null for what this browser cannot read as a picture
 */
export async function squarePicture(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (picture === null || context === null) return null
  const side = Math.min(picture.width, picture.height)
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2]
  canvas.width = SIDE_PIXELS
  canvas.height = SIDE_PIXELS
  // What is clear would be black in a JPEG.
  context.fillStyle = 'white'
  context.fillRect(0, 0, SIDE_PIXELS, SIDE_PIXELS)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, left, top, side, side, 0, 0, SIDE_PIXELS, SIDE_PIXELS)
  picture.close()
  return canvas.toDataURL('image/jpeg', QUALITY).split(',')[1] ?? null
}
