/** What the readers of pictures give, and how they refuse. */

/** Pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** What is wrong with a picture, as the words after “Unexpected”. */
export class BrokenPicture extends Error {}
