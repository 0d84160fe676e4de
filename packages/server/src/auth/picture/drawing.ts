/** What draws a picture, without all else that its file may tell, such as where it was taken.  [SV185] */
export interface Drawing {
  readonly width: number
  readonly height: number
  /** A file of the same kind. */
  readonly bytes: Buffer<ArrayBuffer>
}
